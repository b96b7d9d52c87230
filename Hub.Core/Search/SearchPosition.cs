namespace Hub.Core.Search;

/// <summary>How far an index is.</summary>
/// <param name="Journal">The number of the last journal entry that it has taken in.</param>
/// <param name="Backfill">Messages up to this number, which are older than the index, are still to be taken in, the newest first; 0 when done.</param>
public sealed record SearchPosition(long Journal, long Backfill);
