using Hub.Core.Storage;

namespace Hub.Core.Journal;

/// <summary>
/// Reacts to the journal. It is run on one node at a time; its effects and its cursor commit together, so that each entry takes effect
/// exactly once. Register it with <see cref="JournalServices.AddJournalReader{T}"/>.
/// </summary>
public interface IJournalReader
{
    /// <summary>The reader's lasting name, which its cursor and its parked entries bear.</summary>
    string Name { get; }

    /// <summary>Where the reader begins when it runs for the first time.</summary>
    JournalStart StartsAt { get; }

    /// <summary>
    /// Forgets what it keeps in memory of what it applied: called when a run begins, because another node may have run meanwhile, and whenever a
    /// transaction did not commit.
    /// </summary>
    void Forget()
    {
    }

    /// <summary>
    /// Applies entries, oldest first, at most 200. Everything it changes it changes through <paramref name="tx"/>; the transaction may be
    /// rolled back and come again, with the same entries or some of them. What it throws counts against the entry that came alone; after
    /// five times that entry is parked.
    /// </summary>
    Task HandleAsync(Tx tx, IReadOnlyList<JournalEntry> entries, CancellationToken ct);
}
