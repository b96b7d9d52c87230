namespace Hub.Host.Bench.Live;

/// <summary>What people who look on would see, in ms.</summary>
internal sealed class LiveFigures
{
    /// <summary>From the commit of a change to the end of the answer with each fragment that shows it.</summary>
    public Latencies Shown { get; } = new();

    /// <summary>What each fragment took from its request to its end.</summary>
    public Latencies Fragments { get; } = new();

    /// <summary>From the writing of an agent's answer until its visitor has it.</summary>
    public Latencies Answers { get; } = new();

    public void Clear()
    {
        Shown.Clear();
        Fragments.Clear();
        Answers.Clear();
    }
}
