using Hub.Core.Journal;
using Hub.Core.Storage;

namespace Hub.Tests.Journal;

/// <summary>Writes a row for each entry; does before it whatever a test wants done.</summary>
internal sealed class RecordingReader : IJournalReader
{
    private const string Record = "INSERT INTO effects (seq) VALUES ($1)";

    public string Name => "recorder";

    public JournalStart StartsAt { get; init; } = JournalStart.Beginning;

    public Func<JournalEntry, bool> IsConcerned { get; init; } = _ => true;

    public Action<JournalEntry> Before { get; set; } = _ => { };

    public static Task CreateTableAsync(Store store, CancellationToken ct) =>
        store.WriteAsync((tx, token) => tx.ExecuteAsync("CREATE TABLE effects (seq {int} NOT NULL)", null, token), ct);

    public bool Concerns(JournalEntry entry) => IsConcerned(entry);

    public async Task HandleAsync(Tx tx, IReadOnlyList<JournalEntry> entries, CancellationToken ct)
    {
        foreach (var entry in entries)
        {
            Before(entry);
            await tx.Statement(Record).Bind(entry.Seq).ExecuteAsync(ct);
        }
    }
}
