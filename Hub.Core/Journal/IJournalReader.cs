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
    /// The reader as it is before it has applied anything. One that remembers what it applied answers a new one: a run begins with it, because
    /// another node may have run meanwhile, and goes on with it whenever a transaction did not commit; an entry that is retried by hand has its own.
    /// </summary>
    IJournalReader Fresh() => this;

    /// <summary>
    /// Whether it may react to an entry, as far as it remembers. Entries up to the first that concerns it are passed over without a transaction;
    /// the cursor follows with the next that does, or soon.
    /// </summary>
    bool Concerns(JournalEntry entry) => true;

    /// <summary>How long others may gather after entries that did not concern it, so that a reader with nothing to do does not look at each commit.</summary>
    TimeSpan Gathering => TimeSpan.Zero;

    /// <summary>
    /// Applies entries, oldest first, at most 200. Everything it changes it changes through <paramref name="tx"/>; the transaction may be
    /// rolled back and come again, with the same entries or some of them. What it throws counts against the entry that came alone; after
    /// five times that entry is parked.
    /// </summary>
    Task HandleAsync(Tx tx, IReadOnlyList<JournalEntry> entries, CancellationToken ct);

    /// <summary>Lets go of what waits for the reader to handle this entry, in the transaction that parks it.</summary>
    Task ParkedAsync(Tx tx, JournalEntry entry, CancellationToken ct) => Task.CompletedTask;
}
