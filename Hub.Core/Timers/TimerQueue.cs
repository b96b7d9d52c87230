using Hub.Core.Storage;

namespace Hub.Core.Timers;

/// <summary>
/// Sets, moves and cancels timers as part of a transaction. A subject has at most one timer of a kind; it fires once, within a second of
/// its time, also after a restart.
/// </summary>
public static class TimerQueue
{
    private const string Set =
        """
        INSERT INTO timers (kind, subject_id, due_at) VALUES ($1, $2, $3)
        ON CONFLICT (kind, subject_id) DO UPDATE SET due_at = excluded.due_at, attempts = 0, error = NULL
        """;

    private const string SetAfter =
        """
        INSERT INTO timers (kind, subject_id, due_at) VALUES ($1, $2, {now} + $3)
        ON CONFLICT (kind, subject_id) DO UPDATE SET due_at = excluded.due_at, attempts = 0, error = NULL
        """;

    private const string Move = "UPDATE timers SET due_at = $3, attempts = 0, error = NULL WHERE kind = $1 AND subject_id = $2";

    private const string Cancel = "DELETE FROM timers WHERE kind = $1 AND subject_id = $2";

    /// <summary>Sets the timer, or moves the one that stands.</summary>
    public static async Task SetAsync(Tx tx, string kind, Guid subjectId, DateTimeOffset dueAt, CancellationToken ct)
    {
        await tx.Statement(Set).Bind(kind).Bind(subjectId).Bind(dueAt.ToMs()).ExecuteAsync(ct);
        tx.Announce(Topic.Timers);
    }

    /// <summary>
    /// Sets the timer, or moves the one that stands, to a while from now by the clock that fires it: the database's, from which this machine's
    /// may be off.
    /// </summary>
    public static async Task SetAfterAsync(Tx tx, string kind, Guid subjectId, TimeSpan wait, CancellationToken ct)
    {
        await tx.Statement(SetAfter).Bind(kind).Bind(subjectId).Bind((long)wait.TotalMilliseconds).ExecuteAsync(ct);
        tx.Announce(Topic.Timers);
    }

    /// <summary>Moves the timer; false where none stands, because it was cancelled or has fired.</summary>
    public static async Task<bool> MoveAsync(Tx tx, string kind, Guid subjectId, DateTimeOffset dueAt, CancellationToken ct)
    {
        var moved = await tx.Statement(Move).Bind(kind).Bind(subjectId).Bind(dueAt.ToMs()).ExecuteAsync(ct);
        tx.Announce(Topic.Timers);
        return moved == 1;
    }

    /// <summary>Cancels the timer; false where none stands.</summary>
    public static async Task<bool> CancelAsync(Tx tx, string kind, Guid subjectId, CancellationToken ct) =>
        await tx.Statement(Cancel).Bind(kind).Bind(subjectId).ExecuteAsync(ct) == 1;
}
