namespace Hub.Core.Routing.Simulation;

/// <summary>
/// The mean of numbers that depend on those before them, such as the waits of customers in one queue, with its confidence: the numbers are
/// cut into 32 to 64 batches so long that the batches do not depend on each other any more (Law and Kelton, the method of batch means).
/// </summary>
internal sealed class BatchMeans
{
    private const int Most = 64;

    // Student's t for 99% and 31 degrees of freedom; for more it is less
    private const double Confidence = 2.744;

    private readonly List<double> _means = new(Most);
    private double _sum;
    private long _held;
    private long _size = 64;

    /// <summary>Whether there are batches enough to judge by.</summary>
    public bool IsEnough => _means.Count >= Most / 2;

    public double Mean => _means.Average();

    public double HalfWidth
    {
        get
        {
            var mean = Mean;
            return Confidence * Math.Sqrt(_means.Sum(one => (one - mean) * (one - mean)) / (_means.Count - 1) / _means.Count);
        }
    }

    public void Add(double value)
    {
        if (_means.Count == Most) Pair();
        _sum += value;
        if (++_held < _size) return;
        _means.Add(_sum / _size);
        (_sum, _held) = (0, 0);
    }

    /// <summary>Two batches become one, so that memory stays as it is however long it runs.</summary>
    private void Pair()
    {
        for (var i = 0; i < Most / 2; i++) _means[i] = (_means[2 * i] + _means[2 * i + 1]) / 2;
        _means.RemoveRange(Most / 2, Most / 2);
        _size *= 2;
    }
}
