namespace Hub.Host.Bench;

/// <summary>How long something took, many times, told by many at once.</summary>
internal sealed class Latencies
{
    private readonly List<double> _milliseconds = [];
    private readonly Lock _gate = new();

    public int Count
    {
        get
        {
            lock (_gate) return _milliseconds.Count;
        }
    }

    public void Add(double milliseconds)
    {
        lock (_gate) _milliseconds.Add(milliseconds);
    }

    /// <summary>Forgets what it was told so far.</summary>
    public void Clear()
    {
        lock (_gate) _milliseconds.Clear();
    }

    /// <summary>What this share of them did not exceed, in ms.</summary>
    /// <exception cref="InvalidOperationException">There are none: what was to be measured did not happen.</exception>
    public double Percentile(double share)
    {
        lock (_gate)
        {
            if (_milliseconds.Count == 0) throw new InvalidOperationException("Nothing was measured.");
            _milliseconds.Sort();
            return PercentileOf(_milliseconds, share);
        }
    }

    /// <summary>What this share of sorted figures does not exceed.</summary>
    public static double PercentileOf(IReadOnlyList<double> sorted, double share) =>
        Math.Round(sorted[(int)(share * (sorted.Count - 1))], 2);
}
