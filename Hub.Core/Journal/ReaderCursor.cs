using Hub.Core.Storage;

namespace Hub.Core.Journal;

/// <summary>How far a reader is, and how often the entry before it was tried alone.</summary>
internal sealed class ReaderCursor(string reader)
{
    private const string Open = "INSERT INTO journal_cursors (name, position) VALUES ($1, $2) ON CONFLICT (name) DO NOTHING";

    private const string Position = "SELECT position FROM journal_cursors WHERE name = $1";

    private const string Move = "UPDATE journal_cursors SET position = $3 WHERE name = $1 AND position = $2";

    private const string CountAttempt =
        """
        UPDATE journal_cursors SET attempts = CASE WHEN trying = $2 THEN attempts + 1 ELSE 1 END, trying = $2
        WHERE name = $1
        RETURNING attempts
        """;

    private const string ForgetAttempt =
        "UPDATE journal_cursors SET attempts = attempts - 1 WHERE name = $1 AND trying = $2 AND attempts > 0";

    /// <summary>The number of the last entry that took effect; a new reader's is chosen here.</summary>
    public async Task<long> OpenAsync(Tx tx, JournalStart start, CancellationToken ct)
    {
        var beginning = start == JournalStart.Now ? await JournalLog.NewestAsync(tx, ct) : 0;
        await tx.Statement(Open).Bind(reader).Bind(beginning).ExecuteAsync(ct);
        return await tx.Statement(Position).Bind(reader).FirstAsync(row => row.Long(0), ct);
    }

    /// <exception cref="CursorMovedException">It is no longer where it was.</exception>
    public async Task MoveAsync(Tx tx, long from, long to, CancellationToken ct)
    {
        if (await tx.Statement(Move).Bind(reader).Bind(from).Bind(to).ExecuteAsync(ct) != 1) throw new CursorMovedException(reader);
    }

    /// <summary>Counts a trial before it begins; answers how many there are with it.</summary>
    public Task<long> CountAttemptAsync(Tx tx, long seq, CancellationToken ct) =>
        tx.Statement(CountAttempt).Bind(reader).Bind(seq).FirstAsync(row => row.Long(0), ct);

    /// <summary>Takes back a trial that ended for a reason of the store's or the host's.</summary>
    public Task ForgetAttemptAsync(Tx tx, long seq, CancellationToken ct) =>
        tx.Statement(ForgetAttempt).Bind(reader).Bind(seq).ExecuteAsync(ct);
}
