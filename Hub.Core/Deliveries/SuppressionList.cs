using System.Globalization;
using System.Text.Json.Nodes;
using Hub.Core.Journal;
using Hub.Core.Storage;

namespace Hub.Core.Deliveries;

/// <summary>
/// The one list of those to whom nothing is sent. Every delivery passes it in the transaction that begins its attempt, so that what was
/// added before that instant holds, whoever planned the delivery and when.
/// </summary>
public static class SuppressionList
{
    private const string Columns = "id, kind, address, purpose, reason, detail, delivery_id, until_at, created_at";

    // a human's decision is not replaced by what a server says; what a receiver wants outlasts everything that ends
    private const string Put =
        """
        INSERT INTO suppressions (id, kind, address, purpose, reason, detail, delivery_id, until_at, created_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, {now})
        ON CONFLICT (kind, address, purpose) DO UPDATE SET id = excluded.id, reason = excluded.reason, detail = excluded.detail,
          delivery_id = excluded.delivery_id, until_at = excluded.until_at, created_at = excluded.created_at
        WHERE suppressions.reason = excluded.reason OR suppressions.until_at <= {now}
          OR excluded.reason = 'optOut' AND suppressions.until_at IS NOT NULL
        RETURNING id
        """;

    // an answer to somebody who has written since from an address that was said to be dead tries it again
    private const string Holds =
        """
        (s.until_at IS NULL OR s.until_at > {now}) AND (s.purpose = 'all' OR s.purpose = d.purpose OR d.purpose = 'marketing')
          AND NOT (d.purpose = 'answer' AND s.reason = 'hardBounce' AND EXISTS (
            SELECT 1 FROM messages m WHERE m.conversation_id = d.conversation_id AND m.direction = 'in' AND m.from_address = s.address
              AND m.stored_at > s.created_at))
        """;

    private const string Find =
        $"""
        SELECT s.reason, s.purpose, s.created_at FROM deliveries d JOIN suppressions s ON s.kind = $2 AND s.address = d.address
        WHERE d.id = $1 AND {Holds}
        UNION ALL
        SELECT s.reason, s.purpose, s.created_at FROM deliveries d
          JOIN message_receivers r ON r.message_id = d.message_id JOIN suppressions s ON s.kind = $2 AND s.address = r.address
        WHERE d.id = $1 AND d.purpose = 'answer' AND {Holds}
        LIMIT 1
        """;

    private const string OfReason = "SELECT id FROM suppressions WHERE kind = $1 AND address = $2 AND reason = $3";

    private const string Delete = "DELETE FROM suppressions WHERE id = $1 RETURNING kind, purpose, reason";

    /// <summary>Adds one.</summary>
    /// <returns>Its id, or null where another reason stands for the same address and purpose: that one stays.</returns>
    public static async Task<Guid?> AddAsync(Tx tx, NewSuppression wish, string actor, CancellationToken ct)
    {
        var id = await tx.Statement(Put)
            .Bind(Ids.New(tx.Time)).Bind(wish.Kind).Bind(wish.Address).Bind(wish.Purpose).Bind(wish.Reason).Bind(wish.Detail).Bind(wish.DeliveryId)
            .Bind(wish.Until?.ToMs())
            .FirstAsync(row => row.IdOrNull(0), ct);
        if (id is { } added) Append(tx, JournalKinds.SuppressionAdded, added, (wish.Kind, wish.Purpose, wish.Reason), actor);
        return id;
    }

    /// <summary>Takes one off the list; false where it is not there.</summary>
    /// <param name="tx">The unit of work.</param>
    /// <param name="id">Which one.</param>
    /// <param name="why">Why, one of <see cref="LiftReason"/>; null where nobody said.</param>
    /// <param name="actor">Who does.</param>
    /// <param name="ct">Ends the unit.</param>
    public static async Task<bool> RemoveAsync(Tx tx, Guid id, string? why, string actor, CancellationToken ct)
    {
        var removed = await tx.Statement(Delete).Bind(id).FirstAsync(row => Tuple.Create(row.Text(0), row.Text(1), row.Text(2)), ct);
        if (removed is not null) Append(tx, JournalKinds.SuppressionRemoved, id, (removed.Item1, removed.Item2, removed.Item3), actor, why);
        return removed is not null;
    }

    /// <summary>Takes everything of an address that stands there for this reason off the list.</summary>
    /// <param name="tx">The unit of work.</param>
    /// <param name="whom">The kind of contact point, its canonical address, and the reason (<see cref="SuppressionReason"/>).</param>
    /// <param name="why">Why, one of <see cref="LiftReason"/>.</param>
    /// <param name="actor">Who does.</param>
    /// <param name="ct">Ends the unit.</param>
    public static async Task LiftAsync(Tx tx, (string Kind, string Address, string Reason) whom, string why, string actor, CancellationToken ct)
    {
        var found = await tx.Statement(OfReason).Bind(whom.Kind).Bind(whom.Address).Bind(whom.Reason).ListAsync(row => row.Id(0), ct);
        foreach (var id in found) await RemoveAsync(tx, id, why, actor, ct);
    }

    /// <summary>One of them, or null.</summary>
    public static Task<Suppression?> FindAsync(DbSession db, Guid id, CancellationToken ct) =>
        db.FirstAsync<Suppression>($"SELECT {Columns} FROM suppressions WHERE id = @id", new { id }, ct);

    /// <summary>Those added before the one named (null for the first page), the latest first.</summary>
    /// <param name="db">The session.</param>
    /// <param name="filter">One address in canonical form, one reason, or null for every one; and where the page begins.</param>
    /// <param name="limit">Rows at the most.</param>
    /// <param name="ct">Cancels.</param>
    public static Task<List<Suppression>> ListAsync(
        DbSession db, (string? Address, string? Reason, Guid? Before) filter, int limit, CancellationToken ct) =>
        db.ListAsync<Suppression>(
            $"SELECT {Columns} FROM suppressions WHERE 1 = 1"
            + (filter.Address is null ? "" : " AND address = @Address")
            + (filter.Reason is null ? "" : " AND reason = @Reason")
            + (filter.Before is null ? "" : " AND id < @Before")
            + " ORDER BY id DESC LIMIT @limit",
            new { filter.Address, filter.Reason, filter.Before, limit }, ct);

    /// <summary>Those whose address has this in it, the latest first.</summary>
    public static Task<List<Suppression>> SearchAsync(DbSession db, string text, int limit, CancellationToken ct)
    {
        var like = "%" + text.ToLowerInvariant().Replace("!", "!!", StringComparison.Ordinal).Replace("%", "!%", StringComparison.Ordinal)
            .Replace("_", "!_", StringComparison.Ordinal) + "%";
        return db.ListAsync<Suppression>($"SELECT {Columns} FROM suppressions WHERE LOWER(address) LIKE @like ESCAPE '!' ORDER BY id DESC LIMIT @limit", new { like, limit }, ct);
    }

    /// <summary>What stops a delivery now, or null where nothing does.</summary>
    internal static Task<Outcome?> RefusalAsync(Tx tx, Guid delivery, string kind, CancellationToken ct) =>
        tx.Statement(Find).Bind(delivery).Bind(kind).FirstAsync(
            row => Outcome.Suppressed(string.Create(
                CultureInfo.InvariantCulture, $"a receiver is suppressed ({row.Text(0)}, {row.Text(1)}) since {row.Long(2).ToTime():yyyy-MM-dd HH:mm} UTC: see the list of suppressions")),
            ct);

    private static void Append(Tx tx, string what, Guid id, (string Kind, string Purpose, string Reason) suppression, string actor, string? why = null)
    {
        var changes = new JsonObject { ["kind"] = suppression.Kind, ["purpose"] = suppression.Purpose, ["reason"] = suppression.Reason };
        if (why is not null) changes["why"] = why;
        tx.Append(new JournalEntry { At = tx.Time.NowMs(), Kind = what, Actor = actor, Subject = Ids.Text(id), Changes = changes.ToJsonString() });
    }
}
