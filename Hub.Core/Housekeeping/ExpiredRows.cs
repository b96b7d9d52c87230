using Hub.Core.Acknowledgements;
using Hub.Core.Deliveries;
using Hub.Core.Security;
using Hub.Core.Storage;
using Hub.Core.Subscriptions;

namespace Hub.Core.Housekeeping;

/// <summary>Deletes the rows of one table whose time has passed.</summary>
internal sealed class ExpiredRows : IHousekeepingTask
{
    private static readonly TimeSpan Day = TimeSpan.FromHours(24);

    private readonly Store _store;
    private readonly string _sql;
    private readonly TimeSpan _kept;

    private ExpiredRows(string name, Store store, TimeSpan kept, string sql) => (Name, _store, _kept, _sql) = (name, store, kept, sql);

    public string Name { get; }

    /// <summary>Answers to repeated requests are kept 24 h.</summary>
    public static ExpiredRows IdempotencyKeys(Store store) => new(
        "idempotency keys", store, Day,
        """
        DELETE FROM idempotency_keys WHERE (caller, route, key) IN
          (SELECT caller, route, key FROM idempotency_keys WHERE created_at < {now} - $1 LIMIT $2)
        """);

    /// <summary>Sessions end at the time they bear.</summary>
    public static ExpiredRows Sessions(Store store) => new(
        "sessions", store, TimeSpan.Zero,
        "DELETE FROM sessions WHERE token_hash IN (SELECT token_hash FROM sessions WHERE expires_at < {now} - $1 LIMIT $2)");

    /// <summary>Failed sign-ins are forgotten when they no longer count.</summary>
    public static ExpiredRows LoginFailures(Store store) => new(
        "login failures", store, LoginThrottle.Memory,
        """
        DELETE FROM login_failures WHERE subject IN
          (SELECT subject FROM login_failures WHERE last_at < {now} - $1 AND subject NOT LIKE 'known:%' LIMIT $2)
        """);

    /// <summary>Where an account has signed in from is known longer.</summary>
    public static ExpiredRows KnownAddresses(Store store) => new(
        "known addresses", store, LoginThrottle.KnownFor,
        "DELETE FROM login_failures WHERE subject IN (SELECT subject FROM login_failures WHERE last_at < {now} - $1 LIMIT $2)");

    /// <summary>An upload that no message has taken goes after a day.</summary>
    public static ExpiredRows Uploads(Store store) => new(
        "uploads", store, Day,
        """
        DELETE FROM attachments WHERE id IN
          (SELECT id FROM attachments WHERE message_id IS NULL AND stored_at < {now} - $1 LIMIT $2)
        """);

    /// <summary>Who wrote once and did not send.</summary>
    public static ExpiredRows Writers(Store store) => new(
        "writers", store, TimeSpan.Zero,
        """
        DELETE FROM conversation_writers WHERE (conversation_id, writer_id) IN
          (SELECT conversation_id, writer_id FROM conversation_writers WHERE until_at < {now} - $1 LIMIT $2)
        """);

    /// <summary>Who was answered by itself may be again.</summary>
    public static ExpiredRows Acknowledged(Store store) => new(
        "acknowledged", store, Acknowledger.Silence,
        "DELETE FROM acknowledged WHERE (kind, address) IN (SELECT kind, address FROM acknowledged WHERE at < {now} - $1 LIMIT $2)");

    /// <summary>A conversation that a rule has answered it may answer again.</summary>
    public static ExpiredRows RuleReplies(Store store) => new(
        "rule replies", store, Acknowledger.Silence,
        """
        DELETE FROM rule_replies WHERE (rule_id, conversation_id) IN
          (SELECT rule_id, conversation_id FROM rule_replies WHERE at < {now} - $1 LIMIT $2)
        """);

    /// <summary>Suppressions end at the time they bear.</summary>
    public static ExpiredRows Suppressions(Store store) => new(
        "suppressions", store, TimeSpan.Zero,
        "DELETE FROM suppressions WHERE id IN (SELECT id FROM suppressions WHERE until_at < {now} - $1 LIMIT $2)");

    /// <summary>Events that a receiver never took can be posted again for a while.</summary>
    public static ExpiredRows EventPosts(Store store) => new(
        "event posts", store, EventSubscription.FailuresKept,
        """
        DELETE FROM event_posts WHERE (subscription_id, seq) IN
          (SELECT subscription_id, seq FROM event_posts WHERE failed_at < {now} - $1 LIMIT $2)
        """);

    /// <summary>Failures that may pass are counted for 90 days at the most.</summary>
    public static ExpiredRows SoftBounces(Store store) => new(
        "soft bounces", store, TimeSpan.FromDays(SuppressionOptions.MostSoftBounceDays),
        """
        DELETE FROM soft_bounces WHERE (address, kind, delivery_id) IN
          (SELECT address, kind, delivery_id FROM soft_bounces WHERE at < {now} - $1 LIMIT $2)
        """);

    public Task<long> RunAsync(Lease lease, CancellationToken ct) => Pieces.RunAsync(
        _store, lease, (tx, token) => tx.Statement(_sql).Bind((long)_kept.TotalMilliseconds).Bind(Pieces.MostRows).ExecuteAsync(token), ct);
}
