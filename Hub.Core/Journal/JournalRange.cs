namespace Hub.Core.Journal;

/// <summary>What the journal holds.</summary>
/// <param name="Oldest">Every entry with this number or a later one is kept.</param>
/// <param name="Newest">The number of the newest entry; 0 where there was none yet.</param>
public readonly record struct JournalRange(long Oldest, long Newest)
{
    /// <summary>Whether a client that has seen everything up to <paramref name="after"/> can go on without a gap.</summary>
    public bool Continues(long after) => after >= Oldest - 1;
}
