using Hub.Core.Security;
using Hub.Core.Storage;

namespace Hub.Core.Deliveries;

/// <summary>
/// Everything sent is a row here first. What people and the rest of the hub do with deliveries; what the dispatcher does is in
/// <see cref="DeliveryWork"/>, what providers report in <see cref="Receipts"/>. Every transition is an update that names the old state, so
/// of two that race one wins and the other hears of it.
/// </summary>
public sealed class DeliveryLedger(Store store)
{
    private const int MostListed = 200;

    private const string Plan =
        """
        INSERT INTO deliveries (id, message_id, conversation_id, channel, address, domain, state, lasts, next_at, expires_at, purpose, created_at, updated_at)
        VALUES ($1, $2, $3, $4, $5, $9, CASE WHEN $6 > {now} THEN 'scheduled' ELSE 'planned' END, $7,
          CASE WHEN $6 > {now} THEN $6 ELSE {now} END, CASE WHEN $6 > {now} THEN $6 ELSE {now} END + $7, $8, {now}, {now})
        RETURNING CASE WHEN state = 'scheduled' THEN 1 ELSE 0 END
        """;

    private const string Cancel =
        """
        UPDATE deliveries SET state = 'cancelled', owner = NULL, owned_until = NULL, updated_at = {now}
        WHERE id = $1 AND state IN ('scheduled', 'planned', 'leased')
        """ + DeliveryChange.Returning;

    private const string Settle =
        "UPDATE deliveries SET state = $2, updated_at = {now} WHERE id = $1 AND state = 'unknown'" + DeliveryChange.Returning;

    private const string Retry =
        """
        UPDATE deliveries SET state = 'planned', class = NULL, error = NULL, uncounted = attempts, holds_until = NULL,
          next_at = {now}, expires_at = {now} + lasts, updated_at = {now}
        WHERE id = $1 AND state IN ('failed', 'expired', 'unknown')
        """ + DeliveryChange.Returning;

    private const string Visible =
        $" AND EXISTS (SELECT 1 FROM conversations c WHERE c.id = deliveries.conversation_id AND {Authorizer.VisibleConversationsSql})";

    private const string Life =
        "SELECT seq, at, state, class, detail, actor FROM delivery_events WHERE delivery_id = @id ORDER BY seq";

    /// <summary>Plans a delivery in the transaction that writes its message.</summary>
    /// <returns>The delivery's id.</returns>
    public static async Task<Guid> PlanAsync(Tx tx, NewDelivery delivery, CancellationToken ct)
    {
        var id = Ids.New(tx.Time);
        var scheduled = await tx.Statement(Plan)
            .Bind(id).Bind(delivery.MessageId).Bind(delivery.ConversationId).Bind(delivery.Channel).Bind(delivery.Address)
            .Bind(delivery.SendAt?.ToMs() ?? 0).Bind((long)delivery.GiveUpAfter.TotalMilliseconds).Bind(delivery.Purpose).Bind(delivery.Domain)
            .FirstAsync(row => row.Long(0), ct);
        var state = scheduled == 1 ? DeliveryState.Scheduled : DeliveryState.Planned;
        await new DeliveryChange(id, delivery.ConversationId, delivery.MessageId, state).RecordInHistoryAsync(tx, ct);
        tx.Announce(Topic.Deliveries);
        return id;
    }

    /// <summary>Calls a delivery off.</summary>
    /// <returns>False when there is none, it is over, or its attempt has begun: the provider may have it.</returns>
    public static Task<bool> CancelAsync(Tx tx, Guid id, string actor, CancellationToken ct) =>
        ChangeAsync(tx, tx.Statement(Cancel).Bind(id), DeliveryState.Cancelled, actor, ct);

    /// <summary>A human's word on a delivery of unknown outcome.</summary>
    /// <param name="tx">The transaction.</param>
    /// <param name="id">The delivery.</param>
    /// <param name="state"><see cref="DeliveryState.Accepted"/> or <see cref="DeliveryState.Failed"/>.</param>
    /// <param name="actor">Who says so.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>False when it is not unknown (any more).</returns>
    public static Task<bool> SettleAsync(Tx tx, Guid id, DeliveryState state, string actor, CancellationToken ct)
    {
        if (state is not (DeliveryState.Accepted or DeliveryState.Failed))
            throw new ArgumentOutOfRangeException(nameof(state), state, "A delivery is settled as accepted or failed.");
        return ChangeAsync(tx, tx.Statement(Settle).Bind(id).Bind(state.Text()), state, actor, ct);
    }

    /// <summary>A human asks for another attempt, under the same id, for as long as the first time and from the schedule's beginning.</summary>
    /// <returns>False when it is not failed, expired or unknown.</returns>
    public static Task<bool> RetryAsync(Tx tx, Guid id, string actor, CancellationToken ct) =>
        ChangeAsync(tx, tx.Statement(Retry).Bind(id), DeliveryState.Planned, actor, ct);

    /// <summary>One delivery, or null where it is not there or its conversation is none of the viewer's business.</summary>
    public static Task<Delivery?> FindAsync(DbSession session, Guid id, Subject viewer, CancellationToken ct)
    {
        var (everyConversation, viewerId) = Authorizer.SqlOf(viewer);
        return session.FirstAsync<Delivery>(
            $"SELECT {Delivery.Columns} FROM deliveries WHERE id = @id{(everyConversation ? "" : Visible)}", new { id, everyConversation, viewerId }, ct);
    }

    /// <summary>One delivery, or null.</summary>
    public Task<Delivery?> FindAsync(Guid id, CancellationToken ct) => store.ReadAsync(
        (session, token) => session.FirstAsync<Delivery>($"SELECT {Delivery.Columns} FROM deliveries WHERE id = @id", new { id }, token), ct);

    /// <summary>The deliveries of a message, in order of planning.</summary>
    public Task<List<Delivery>> OfMessageAsync(Guid messageId, CancellationToken ct) => store.ReadAsync(
        (session, token) => session.ListAsync<Delivery>(
            $"SELECT {Delivery.Columns} FROM deliveries WHERE message_id = @messageId ORDER BY seq", new { messageId }, token),
        ct);

    /// <summary>A piece of the list, newest first.</summary>
    public async Task<DeliveryPage> ListAsync(DeliveryFilter filter, CancellationToken ct)
    {
        var limit = Math.Clamp(filter.Limit, 1, MostListed);
        var (everything, viewer) = filter.Viewer is { } subject ? Authorizer.SqlOf(subject) : (true, null);
        var sql =
            $"SELECT {Delivery.Columns} FROM deliveries WHERE seq < @before"
            + (filter.States.Count == 0 ? "" : $" AND state IN ({string.Join(", ", filter.States.Select(state => $"'{state.Text()}'"))})")
            + (filter.Channel is null ? "" : " AND channel = @channel")
            + (filter.ConversationId is null ? "" : " AND conversation_id = @conversation")
            + (everything ? "" : Visible)
            + " ORDER BY seq DESC LIMIT @limit";
        var args = new
        {
            before = filter.Before ?? long.MaxValue,
            channel = filter.Channel,
            conversation = filter.ConversationId,
            everyConversation = everything,
            viewerId = viewer,
            limit,
        };
        var items = await store.ReadAsync((session, token) => session.ListAsync<Delivery>(sql, args, token), ct);
        return new DeliveryPage(items, items.Count == limit ? items[^1].Seq : null);
    }

    /// <summary>What happened to a delivery, in order.</summary>
    public Task<List<DeliveryEvent>> LifeAsync(Guid id, CancellationToken ct) => store.ReadAsync(
        (session, token) => session.ListAsync<DeliveryEvent>(Life, new { id }, token), ct);

    private static async Task<bool> ChangeAsync(Tx tx, Statement update, DeliveryState state, string actor, CancellationToken ct)
    {
        if (await update.FirstAsync(DeliveryChange.Read(state), ct) is not { } change) return false;
        await (change with { Actor = actor }).RecordAsync(tx, ct);
        // what it held back may go now, or it is due itself
        tx.Announce(Topic.Deliveries);
        return true;
    }
}
