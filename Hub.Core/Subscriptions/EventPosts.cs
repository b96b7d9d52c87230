using Hub.Core.Storage;

namespace Hub.Core.Subscriptions;

/// <summary>The rows of what subscriptions are still to be told; changes are steps of the caller's unit of work.</summary>
public static class EventPosts
{
    private const string Columns = "seq, kind, body, conversation_id, attempts, error, failed_at";

    private const string Insert =
        """
        INSERT INTO event_posts (subscription_id, seq, conversation_id, kind, body, created_at, next_at) VALUES ($1, $2, $3, $4, $5, {now}, {now})
        ON CONFLICT (subscription_id, seq) DO NOTHING
        """;

    // an event waits for those before it in its conversation
    private const string Due =
        $$"""
        SELECT {{Columns}} FROM event_posts p
        WHERE subscription_id = $1 AND failed_at IS NULL AND next_at <= {now} AND NOT EXISTS
          (SELECT 1 FROM event_posts b WHERE b.subscription_id = p.subscription_id AND b.conversation_id = p.conversation_id
            AND b.failed_at IS NULL AND b.seq < p.seq)
        ORDER BY next_at, seq LIMIT $2
        """;

    private const string Put =
        """
        UPDATE event_posts SET attempts = attempts + 1, error = $3, next_at = {now} + $4,
          failed_at = CASE WHEN created_at <= {now} - $5 THEN {now} ELSE NULL END
        WHERE subscription_id = $1 AND seq = $2 AND failed_at IS NULL
        RETURNING failed_at
        """;

    private const string GiveUpOld =
        """
        UPDATE event_posts SET failed_at = {now}, error = $2 WHERE subscription_id = $1 AND seq IN
          (SELECT seq FROM event_posts WHERE subscription_id = $1 AND failed_at IS NULL AND created_at <= {now} - $3 LIMIT $4)
        """;

    private const string AnyTried = "SELECT 1 FROM event_posts WHERE subscription_id = $1 AND failed_at IS NULL AND attempts > 0 LIMIT 1";

    private const string Failed =
        $"SELECT {Columns} FROM event_posts WHERE subscription_id = $1 AND failed_at IS NOT NULL AND seq > $2 ORDER BY seq LIMIT $3";

    private const string Again =
        """
        UPDATE event_posts SET failed_at = NULL, attempts = 0, created_at = {now}, next_at = {now}
        WHERE subscription_id = $1 AND failed_at IS NOT NULL
        """;

    /// <summary>The events that were given up, after a number, which for the first page is 0.</summary>
    public static Task<List<EventPost>> FailedAsync(DbSession db, Guid subscription, long after, int limit, CancellationToken ct) =>
        db.Statement(Failed).Bind(subscription).Bind(after).Bind(limit).ListAsync(Read, ct);

    /// <summary>Takes up again everything that was given up; answers how many there were.</summary>
    public static Task<int> RetryFailedAsync(Tx tx, Guid subscription, CancellationToken ct) =>
        tx.Statement(Again).Bind(subscription).ExecuteAsync(ct);

    /// <summary>How many events wait for a post.</summary>
    public static Task<long> WaitingAsync(DbSession db, Guid subscription, CancellationToken ct) =>
        db.Statement("SELECT COUNT(*) FROM event_posts WHERE subscription_id = $1 AND failed_at IS NULL").Bind(subscription).FirstAsync(row => row.Long(0), ct);

    internal static async Task AddAsync(Tx tx, Guid subscription, IReadOnlyList<EventPost> posts, CancellationToken ct)
    {
        foreach (var post in posts)
            await tx.Statement(Insert).Bind(subscription).Bind(post.Seq).Bind(post.ConversationId).Bind(post.Kind).Bind(post.Body).ExecuteAsync(ct);
    }

    /// <summary>What may be posted now: at most one event of a conversation.</summary>
    internal static Task<List<EventPost>> DueAsync(DbSession db, Guid subscription, int limit, CancellationToken ct) =>
        db.Statement(Due).Bind(subscription).Bind(limit).ListAsync(Read, ct);

    internal static Task TakenAsync(Tx tx, Guid subscription, long seq, CancellationToken ct) =>
        tx.Statement("DELETE FROM event_posts WHERE subscription_id = $1 AND seq = $2").Bind(subscription).Bind(seq).ExecuteAsync(ct);

    /// <summary>Puts an event that was not taken off until later, or gives it up where it has been tried for long enough.</summary>
    /// <returns>Whether it was given up.</returns>
    internal static async Task<bool> PutOffAsync(Tx tx, Guid subscription, long seq, (string Error, TimeSpan Pause) why, CancellationToken ct) =>
        await tx.Statement(Put)
            .Bind(subscription).Bind(seq).Bind(why.Error).Bind((long)why.Pause.TotalMilliseconds).Bind((long)PostRetry.For.TotalMilliseconds)
            .FirstAsync(row => row.LongOrNull(0), ct) is not null;

    /// <summary>Gives up some of what waits behind a receiver that has taken nothing for that long; answers how many.</summary>
    internal static Task<int> GiveUpOldAsync(Tx tx, Guid subscription, string error, CancellationToken ct) =>
        tx.Statement(GiveUpOld).Bind(subscription).Bind(error).Bind((long)PostRetry.For.TotalMilliseconds).Bind(200).ExecuteAsync(ct);

    /// <summary>Whether anything waits that was not taken before.</summary>
    internal static async Task<bool> AnyTriedAsync(DbSession db, Guid subscription, CancellationToken ct) =>
        await db.Statement(AnyTried).Bind(subscription).FirstAsync(row => row.Long(0), ct) > 0;

    /// <summary>Lets everything that waits be tried now.</summary>
    internal static Task HurryAsync(Tx tx, Guid subscription, CancellationToken ct) =>
        tx.Statement("UPDATE event_posts SET next_at = {now} WHERE subscription_id = $1 AND failed_at IS NULL").Bind(subscription).ExecuteAsync(ct);

    internal static Task DeleteFromAsync(Tx tx, Guid subscription, long seq, CancellationToken ct) =>
        tx.Statement("DELETE FROM event_posts WHERE subscription_id = $1 AND seq >= $2").Bind(subscription).Bind(seq).ExecuteAsync(ct);

    private static EventPost Read(Row row) => new()
    {
        Seq = row.Long(0),
        Kind = row.Text(1),
        Body = row.Text(2),
        ConversationId = row.IdOrNull(3),
        Attempts = row.Long(4),
        Error = row.TextOrNull(5),
        FailedAt = row.LongOrNull(6),
    };
}
