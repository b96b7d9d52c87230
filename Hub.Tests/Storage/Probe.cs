using Hub.Core;
using Hub.Core.Journal;
using Hub.Core.Storage;

namespace Hub.Tests.Storage;

/// <summary>A table of the tests' own, and the few things that they do with it.</summary>
public sealed class Probe
{
    public const string Insert = "INSERT INTO probe (name, note) VALUES ($1, $2)";

    private const string Table =
        """
        CREATE TABLE probe (
          name TEXT NOT NULL PRIMARY KEY,
          id {id},
          number {int},
          flag {bool},
          data {blob},
          note TEXT
        ) {strict}
        """;

    public string Name { get; init; } = "";

    public Guid? Id { get; init; }

    public long? Number { get; init; }

    public bool? Flag { get; init; }

    public byte[]? Data { get; init; }

    public string? Note { get; init; }

    public static Task CreateTableAsync(Store store, CancellationToken ct) =>
        store.WriteAsync((tx, token) => tx.ExecuteAsync(Table, null, token), ct);

    public static Task AddAsync(Store store, string name, CancellationToken ct) =>
        store.WriteAsync((tx, token) => AddAsync(tx, name, token), ct);

    public static Task<int> AddAsync(Tx tx, string name, CancellationToken ct) =>
        tx.Statement(Insert).Bind(name).Bind((string?)null).ExecuteAsync(ct);

    public static Task<List<string>> NamesAsync(Store store, CancellationToken ct) => store.ReadAsync(
        (session, token) => session.Statement("SELECT name FROM probe ORDER BY name").ListAsync(row => row.Text(0), token), ct);

    public static JournalEntry Entry(Tx tx, string subject) =>
        new() { At = tx.Time.NowMs(), Kind = JournalKinds.AlarmRaised, Actor = "system", Subject = subject };

    public static Task<List<(long Seq, string Subject)>> EntriesAsync(Store store, long after, CancellationToken ct) => store.ReadAsync(
        (session, token) => session.Statement("SELECT seq, subject FROM journal WHERE seq > $1 ORDER BY seq")
            .Bind(after).ListAsync(row => (row.Long(0), row.Text(1)), token),
        ct);
}
