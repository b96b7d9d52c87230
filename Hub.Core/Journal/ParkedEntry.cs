namespace Hub.Core.Journal;

/// <summary>An entry that a reader could not digest.</summary>
public sealed record ParkedEntry
{
    /// <summary>The reader's name.</summary>
    public required string Reader { get; init; }

    /// <summary>What went wrong the last time: the kinds of the errors and the place, no content.</summary>
    public required string Error { get; init; }

    /// <summary>When it was parked, UTC milliseconds.</summary>
    public required long ParkedAt { get; init; }

    /// <summary>The entry.</summary>
    public required JournalEntry Entry { get; init; }
}
