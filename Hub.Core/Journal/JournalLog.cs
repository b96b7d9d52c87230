using System.Globalization;
using Hub.Core.Storage;

namespace Hub.Core.Journal;

/// <summary>Reads the journal.</summary>
public static class JournalLog
{
    /// <summary>The most entries that are read or deleted in one piece.</summary>
    public const int MostEntries = 200;

    internal const string Columns = "at, kind, actor, conversation_id, message_id, contact_id, queue_id, agent_id, subject, changes";

    private const string CutSetting = "journal.cut";

    private const string Cut = "SELECT value FROM settings WHERE name = $1";

    private const string SetCut =
        "INSERT INTO settings (name, value) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = excluded.value";

    /// <summary>Up to <paramref name="limit"/> entries with numbers above <paramref name="after"/>, in order.</summary>
    public static Task<List<JournalEntry>> ReadAfterAsync(DbSession session, long after, int limit, CancellationToken ct) =>
        session.Statement(After(limit)).Bind(after).ListAsync(Entry, ct);

    /// <summary>The numbers between which the journal is complete.</summary>
    public static async Task<JournalRange> RangeAsync(DbSession session, CancellationToken ct)
    {
        // the cut, not the smallest number: numbers of transactions that were rolled back are missing for good
        var cut = await session.Statement(Cut).Bind(CutSetting).FirstAsync(row => row.Text(0), ct);
        return new(long.Parse(cut ?? "0", CultureInfo.InvariantCulture) + 1, await NewestAsync(session, ct));
    }

    internal static Task<long> NewestAsync(DbSession session, CancellationToken ct) =>
        session.Statement("SELECT COALESCE(MAX(seq), 0) FROM journal").FirstAsync(row => row.Long(0), ct);

    /// <summary>Deletes the entries up to a number and remembers that they are gone.</summary>
    internal static async Task<int> CutAsync(Tx tx, long last, CancellationToken ct)
    {
        await tx.Statement(SetCut).Bind(CutSetting).Bind(last.ToString(CultureInfo.InvariantCulture)).ExecuteAsync(ct);
        return await tx.Statement("DELETE FROM journal WHERE seq <= $1").Bind(last).ExecuteAsync(ct);
    }

    /// <summary>The limit is part of the text, because PostgreSQL plans anew at every run what it cannot estimate.</summary>
    private static string After(int limit) =>
        string.Create(CultureInfo.InvariantCulture, $"SELECT seq, {Columns} FROM journal WHERE seq > $1 ORDER BY seq LIMIT {limit}");

    internal static JournalEntry Entry(Row row) => new()
    {
        Seq = row.Long(0),
        At = row.Long(1),
        Kind = row.Text(2),
        Actor = row.Text(3),
        ConversationId = row.IdOrNull(4),
        MessageId = row.IdOrNull(5),
        ContactId = row.IdOrNull(6),
        QueueId = row.IdOrNull(7),
        AgentId = row.IdOrNull(8),
        Subject = row.TextOrNull(9),
        Changes = row.TextOrNull(10),
    };
}
