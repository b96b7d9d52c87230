using Hub.Core.Alarms;
using Hub.Core.Storage;
using Microsoft.Extensions.Logging;

namespace Hub.Core.Journal;

/// <summary>The entries that readers could not digest: lists them, tries one again, drops one.</summary>
public sealed class ParkedEntries(Store store, IEnumerable<IJournalReader> readers, AlarmStore alarms, ILogger<ParkedEntries> log)
{
    private const string Park =
        $"""
        INSERT INTO parked_entries (reader, seq, error, parked_at, {JournalLog.Columns})
        SELECT $1, seq, $3, $4, {JournalLog.Columns} FROM journal WHERE seq = $2
        """;

    private const string Page =
        $"""
        SELECT seq, {JournalLog.Columns}, reader, error, parked_at FROM parked_entries
        WHERE seq > $1 OR (seq = $1 AND reader > $2) ORDER BY seq, reader LIMIT $3
        """;

    private const string Take = $"DELETE FROM parked_entries WHERE reader = $1 AND seq = $2 RETURNING seq, {JournalLog.Columns}";

    private const string Fail = "UPDATE parked_entries SET error = $3, parked_at = $4 WHERE reader = $1 AND seq = $2";

    private const string AnyLeft = "SELECT 1 FROM parked_entries WHERE reader = $1 LIMIT 1";

    /// <summary>The parked entries after a place, which for the first page is (0, ""), by number and reader.</summary>
    public Task<List<ParkedEntry>> ListAsync(long afterSeq, string afterReader, int limit, CancellationToken ct) => store.ReadAsync(
        (session, token) => session.Statement(Page).Bind(afterSeq).Bind(afterReader).Bind(limit).ListAsync(Parked, token), ct);

    /// <summary>Hands the entry to its reader once more, out of its order.</summary>
    public async Task<ParkedResult> RetryAsync(string reader, long seq, CancellationToken ct)
    {
        if (readers.FirstOrDefault(candidate => candidate.Name == reader) is not { } handler) return ParkedResult.NotFound;
        try
        {
            return await store.WriteAsync(
                async (tx, token) =>
                {
                    if (await TakeAsync(tx, reader, seq, token) is not { } entry) return ParkedResult.NotFound;
                    await handler.Fresh().HandleAsync(tx, [entry], token);
                    return ParkedResult.Applied;
                },
                ct);
        }
        catch (Exception error) when (Fault.IsOfTheWork(error, ct))
        {
            Log.ParkedEntryFailed(log, reader, seq, Fault.Text(error));
            Log.EntryFailedBecause(log, reader, seq, error);
            await store.WriteAsync((tx, token) => FailAsync(tx, reader, seq, Fault.Text(error), token), ct);
            return ParkedResult.Failed;
        }
    }

    /// <summary>Gives the entry up; false where none is parked.</summary>
    public Task<bool> DropAsync(string reader, long seq, CancellationToken ct) =>
        store.WriteAsync(async (tx, token) => await TakeAsync(tx, reader, seq, token) is not null, ct);

    internal static Task ParkAsync(Tx tx, string reader, long seq, string error, CancellationToken ct) =>
        tx.Statement(Park).Bind(reader).Bind(seq).Bind(error).Bind(tx.Time.NowMs()).ExecuteAsync(ct);

    private static Task<int> FailAsync(Tx tx, string reader, long seq, string error, CancellationToken ct) =>
        tx.Statement(Fail).Bind(reader).Bind(seq).Bind(error).Bind(tx.Time.NowMs()).ExecuteAsync(ct);

    private async Task<JournalEntry?> TakeAsync(Tx tx, string reader, long seq, CancellationToken ct)
    {
        var entry = await tx.Statement(Take).Bind(reader).Bind(seq).FirstAsync(JournalLog.Entry, ct);
        if (entry is not null && await tx.Statement(AnyLeft).Bind(reader).FirstAsync(row => row.Long(0), ct) == 0)
            await alarms.ClearAsync(tx, AlarmKinds.EntryParked, reader, ct);
        return entry;
    }

    private static ParkedEntry Parked(Row row) =>
        new() { Entry = JournalLog.Entry(row), Reader = row.Text(11), Error = row.Text(12), ParkedAt = row.Long(13) };
}
