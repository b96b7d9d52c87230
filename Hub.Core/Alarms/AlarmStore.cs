using System.Text.Json.Nodes;
using Hub.Core.Journal;
using Hub.Core.Security;
using Hub.Core.Storage;
using Microsoft.Extensions.Logging;

namespace Hub.Core.Alarms;

/// <summary>
/// Raises, clears and lists alarms. At most one of a kind stands per subject; raising it again counts. The journal tells of the first
/// raise and of the clearing.
/// </summary>
public sealed class AlarmStore(Store store, ILogger<AlarmStore> log)
{
    private const string Raise =
        """
        INSERT INTO alarms (id, kind, subject, text, raised_at, last_at, times) VALUES ($1, $2, $3, $4, $5, $5, 1)
        ON CONFLICT (kind, subject) WHERE cleared_at IS NULL
        DO UPDATE SET text = excluded.text, last_at = excluded.last_at, times = alarms.times + 1
        RETURNING times
        """;

    private const string Clear =
        "UPDATE alarms SET cleared_at = $3 WHERE kind = $1 AND subject = $2 AND cleared_at IS NULL RETURNING id";

    private const string ClearById = "UPDATE alarms SET cleared_at = $2 WHERE id = $1 AND cleared_at IS NULL RETURNING kind, subject";

    private const string Columns = "id, kind, subject, text, raised_at, last_at, times, cleared_at";

    private const string One = $"SELECT {Columns} FROM alarms WHERE id = $1";

    private const string Standing = $"SELECT {Columns} FROM alarms WHERE id < $1 AND cleared_at IS NULL ORDER BY id DESC LIMIT $2";

    private const string All = $"SELECT {Columns} FROM alarms WHERE id < $1 ORDER BY id DESC LIMIT $2";

    /// <summary>Raises an alarm with this transaction or not at all. The text carries ids, never content or addresses.</summary>
    public async Task RaiseAsync(Tx tx, string kind, string subject, string text, CancellationToken ct)
    {
        var id = Ids.New(tx.Time);
        var times = await tx.Statement(Raise).Bind(id).Bind(kind).Bind(subject).Bind(text).Bind(tx.Time.NowMs())
            .FirstAsync(row => row.Long(0), ct);
        if (times == 1) tx.Append(Entry(tx, JournalKinds.AlarmRaised, id, (kind, subject), Subject.System));
        // a unit that is rolled back has warned for nothing, which is the lesser evil than an alarm without a line in the log
        Log.AlarmRaised(log, kind, subject);
    }

    /// <summary>Raises an alarm in a transaction of its own.</summary>
    public Task RaiseAsync(string kind, string subject, string text, CancellationToken ct) =>
        store.WriteAsync((tx, token) => RaiseAsync(tx, kind, subject, text, token), ct);

    /// <summary>Clears the alarm with this transaction; nothing happens where none stands.</summary>
    public async Task ClearAsync(Tx tx, string kind, string subject, CancellationToken ct)
    {
        var id = await tx.Statement(Clear).Bind(kind).Bind(subject).Bind(tx.Time.NowMs()).FirstAsync(row => row.Id(0), ct);
        if (id == Guid.Empty) return;
        tx.Append(Entry(tx, JournalKinds.AlarmCleared, id, (kind, subject), Subject.System));
        Log.AlarmCleared(log, kind, subject);
    }

    /// <summary>Clears the alarm in a transaction of its own.</summary>
    public Task ClearAsync(string kind, string subject, CancellationToken ct) =>
        store.WriteAsync((tx, token) => ClearAsync(tx, kind, subject, token), ct);

    /// <summary>A human's word that an alarm is seen to; what is still wrong raises it anew.</summary>
    /// <returns>The alarm, also where it was cleared before; null where there is none.</returns>
    public static async Task<Alarm?> ClearAsync(Tx tx, Guid id, string actor, CancellationToken ct)
    {
        var cleared = await tx.Statement(ClearById).Bind(id).Bind(tx.Time.NowMs()).FirstAsync(row => Tuple.Create(row.Text(0), row.Text(1)), ct);
        if (cleared is not null) tx.Append(Entry(tx, JournalKinds.AlarmCleared, id, (cleared.Item1, cleared.Item2), actor));
        return await FindAsync(tx, id, ct);
    }

    /// <summary>One alarm, or null.</summary>
    public static Task<Alarm?> FindAsync(DbSession session, Guid id, CancellationToken ct) =>
        session.Statement(One).Bind(id).FirstAsync(Read, ct);

    /// <summary>The alarms raised before the one named, which for the first page is <see cref="Guid.AllBitsSet"/>, newest first.</summary>
    public Task<List<Alarm>> ListAsync(bool standingOnly, Guid before, int limit, CancellationToken ct) => store.ReadAsync(
        (session, token) => session.Statement(standingOnly ? Standing : All).Bind(before).Bind(limit).ListAsync(Read, token), ct);

    private static JournalEntry Entry(Tx tx, string what, Guid id, (string Kind, string Subject) alarm, string actor) => new()
    {
        At = tx.Time.NowMs(),
        Kind = what,
        Actor = actor,
        Subject = Ids.Text(id),
        Changes = new JsonObject { ["kind"] = alarm.Kind, ["subject"] = alarm.Subject }.ToJsonString(),
    };

    private static Alarm Read(Row row) => new()
    {
        Id = row.Id(0),
        Kind = row.Text(1),
        Subject = row.Text(2),
        Text = row.Text(3),
        RaisedAt = row.Long(4),
        LastAt = row.Long(5),
        Times = row.Long(6),
        ClearedAt = row.LongOrNull(7),
    };
}
