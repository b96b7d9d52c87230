namespace Hub.Core.Storage;

/// <summary>Random pauses, so that those who lost against each other do not meet again. May be used from several threads.</summary>
internal sealed class Jitter(Random random)
{
    private readonly Lock _gate = new();

    /// <summary>Between half of it and all of it.</summary>
    public TimeSpan UpTo(TimeSpan longest)
    {
        lock (_gate) return longest * (0.5 + random.NextDouble() / 2);
    }
}
