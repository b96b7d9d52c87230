using Hub.Core.Agents;
using Hub.Core.Conversations;
using Hub.Core.Journal;
using Hub.Core.Security;
using Hub.Core.Storage;
using Hub.Core.Timers;

namespace Hub.Core.Routing;

/// <summary>
/// Makes, answers and ends offers; changes are steps of the caller's unit of work. While a conversation is offered, the agent's capacity is taken
/// already, so that an agent who accepts has room for it.
/// </summary>
public static class Offers
{
    private const string Shown =
        """
        SELECT o.id, o.conversation_id, c.number, c.subject, p.name AS contact_name, c.reply_channel AS channel, o.queue_id, q.key AS queue_key, q.name AS queue_name,
          o.agent_id, o.state, o.reason, o.made_at, o.until_at AS until, o.ended_at
        FROM offers o JOIN conversations c ON c.id = o.conversation_id JOIN contacts p ON p.id = c.contact_id JOIN queues q ON q.id = o.queue_id
        """;

    private const string Make =
        """
        INSERT INTO offers (id, conversation_id, queue_id, agent_id, state, made_at, until_at) VALUES ($1, $2, $3, $4, 'offered', $5, $6)
        """;

    private const string PassOn =
        """
        INSERT INTO offers (id, conversation_id, queue_id, agent_id, state, made_at, until_at, ended_at) VALUES ($1, $2, $3, $4, 'rejected', $5, $5, $5)
        """;

    private const string End =
        """
        UPDATE offers SET state = $2, reason = $3, ended_at = $4 WHERE conversation_id = $1 AND state = 'offered'
        """;

    private const string OfferedTo = "SELECT id FROM conversations WHERE offered_to = $1 ORDER BY id";

    private const string Free = "UPDATE conversations SET offered_to = NULL, version = version + 1 WHERE id = $1";

    private const string Missed = "UPDATE agents SET missed_offers = missed_offers + 1 WHERE id = $1 RETURNING missed_offers";

    private const string Answered = "UPDATE agents SET missed_offers = 0 WHERE id = $1 AND missed_offers > 0";

    /// <summary>The offers that an agent is asked now, the first to end first.</summary>
    public static Task<List<Offer>> OfAgentAsync(DbSession db, Guid agent, CancellationToken ct) =>
        db.ListAsync<Offer>($"{Shown} WHERE o.agent_id = @agent AND o.state = 'offered' ORDER BY o.until_at, o.id LIMIT 100", new { agent }, ct);

    /// <summary>The offer, or null.</summary>
    public static Task<Offer?> FindAsync(DbSession db, Guid id, CancellationToken ct) => db.FirstAsync<Offer>($"{Shown} WHERE o.id = @id", new { id }, ct);

    /// <summary>The agent takes it.</summary>
    public static async Task<OfferResult> AcceptAsync(Tx tx, Guid id, Guid agent, string actor, CancellationToken ct)
    {
        var (result, conversation) = await LockAsync(tx, id, agent, ct);
        if (conversation is null) return result;
        await ConversationStore.SaveAsync(tx, conversation, conversation with { AssigneeId = agent }, actor, ct);
        await tx.Statement(Answered).Bind(agent).ExecuteAsync(ct);
        return OfferResult.Done;
    }

    /// <summary>The agent does not take it; it goes to the next.</summary>
    public static async Task<OfferResult> RejectAsync(Tx tx, Guid id, (Guid Agent, string? Reason) answer, string actor, CancellationToken ct)
    {
        var (result, conversation) = await LockAsync(tx, id, answer.Agent, ct);
        if (conversation is null) return result;
        await DeclineAsync(tx, conversation, (OfferState.Rejected, answer.Reason), actor, ct);
        await tx.Statement(Answered).Bind(answer.Agent).ExecuteAsync(ct);
        return OfferResult.Done;
    }

    /// <summary>The agent has handed a conversation to a queue: for a while the router does not give it back, as if it had been offered and rejected.</summary>
    public static async Task PassOnAsync(Tx tx, Conversation conversation, Guid agent, CancellationToken ct)
    {
        if (conversation.QueueId is { } queue)
            await tx.Statement(PassOn).Bind(Ids.New(tx.Time)).Bind(conversation.Id).Bind(queue).Bind(agent).Bind(tx.Time.NowMs()).ExecuteAsync(ct);
    }

    internal static Task MakeAsync(Tx tx, NewOffer offer, CancellationToken ct) =>
        tx.Statement(Make).Bind(Ids.New(tx.Time)).Bind(offer.ConversationId).Bind(offer.QueueId).Bind(offer.AgentId)
            .Bind(tx.Time.NowMs()).Bind(offer.Until).ExecuteAsync(ct);

    /// <summary>The time of an offer is over: it goes to the next, and one who lets too many pass is taken for away.</summary>
    internal static async Task MissAsync(Tx tx, Guid conversation, CancellationToken ct)
    {
        if (await ConversationStore.LockAsync(tx, conversation, ct) is not { OfferedTo: { } agent } offered) return;
        await DeclineAsync(tx, offered, (OfferState.Missed, null), Subject.System, ct);
        var missed = await tx.Statement(Missed).Bind(agent).FirstAsync(row => row.Long(0), ct);
        var most = await QueueStore.RoutingOfAsync(tx, offered.QueueId, ct);
        if (most.MissedUntilAway > 0 && missed >= most.MissedUntilAway)
            await AgentStore.SetPresenceAsync(tx, agent, Presence.Away, Presence.NotResponding, Subject.System, ct);
    }

    /// <summary>A change of the conversation has ended its offer.</summary>
    internal static Task EndAsync(Tx tx, Conversation before, Conversation after, string actor, CancellationToken ct)
    {
        var state = after.AssigneeId == before.OfferedTo ? OfferState.Accepted : OfferState.Withdrawn;
        return EndAsync(tx, before, (state, null), actor, ct);
    }

    /// <summary>An agent has gone: what was offered to them goes to others.</summary>
    internal static async Task WithdrawAsync(Tx tx, Guid agent, CancellationToken ct)
    {
        foreach (var offered in await tx.Statement(OfferedTo).Bind(agent).ListAsync(row => row.Id(0), ct))
            if (await ConversationStore.LockAsync(tx, offered, ct) is { } conversation && conversation.OfferedTo == agent)
                await DeclineAsync(tx, conversation, (OfferState.Withdrawn, null), Subject.System, ct);
    }

    private static async Task DeclineAsync(Tx tx, Conversation offered, (string State, string? Reason) end, string actor, CancellationToken ct)
    {
        await tx.Statement(Free).Bind(offered.Id).ExecuteAsync(ct);
        await Capacity.MoveAsync(tx, offered.Carried, default, ct);
        await EndAsync(tx, offered, end, actor, ct);
    }

    private static async Task EndAsync(Tx tx, Conversation offered, (string State, string? Reason) end, string actor, CancellationToken ct)
    {
        await tx.Statement(End).Bind(offered.Id).Bind(end.State).Bind(end.Reason).Bind(tx.Time.NowMs()).ExecuteAsync(ct);
        await TimerQueue.CancelAsync(tx, OfferTimer.TimerKind, offered.Id, ct);
        tx.Append(new JournalEntry
        {
            At = tx.Time.NowMs(),
            Kind = JournalKinds.OfferEnded,
            Actor = actor,
            ConversationId = offered.Id,
            ContactId = offered.ContactId,
            QueueId = offered.QueueId,
            AgentId = offered.OfferedTo,
            Changes = $$"""{"state":"{{end.State}}"}""",
        });
    }

    private static async Task<(OfferResult Result, Conversation? Conversation)> LockAsync(Tx tx, Guid id, Guid agent, CancellationToken ct)
    {
        if (await FindAsync(tx, id, ct) is not { } offer || offer.AgentId != agent) return (OfferResult.NotFound, null);
        var conversation = await ConversationStore.LockAsync(tx, offer.ConversationId, ct);
        // again, now that nobody else can change it
        var isOpen = (await FindAsync(tx, id, ct))!.State == OfferState.Offered && conversation?.OfferedTo == agent;
        return isOpen ? (OfferResult.Done, conversation) : (OfferResult.Ended, null);
    }
}
