using System.Text.Json;
using Hub.Core.Journal;
using Hub.Core.Routing.Boards;
using Hub.Core.Routing.Choosing;
using Hub.Core.Storage;
using Hub.Core.Timers;

namespace Hub.Core.Routing;

/// <summary>
/// What a decision does to the store: the conversation and the agent's capacity by conditional updates, the reason, the offer and its timer, all
/// in the transaction that moves the router's cursor.
/// </summary>
internal static class Assignment
{
    // one that somebody else is changing now is not waited for: two who wait for each other would stand still
    private const string Lock =
        """
        SELECT version FROM conversations
        WHERE id = $1 AND queue_id = $2 AND assignee_id IS NULL AND offered_to IS NULL AND status = 'open' {skipLocked}
        """;

    private const string Assign =
        "UPDATE conversations SET assignee_id = $2, last_agent_id = $2, version = version + 1 WHERE id = $1";

    private const string OfferTo = "UPDATE conversations SET offered_to = $2, version = version + 1 WHERE id = $1";

    private const string Decide =
        """
        INSERT INTO routing_decisions (id, conversation_id, queue_id, agent_id, reason, question, decided_at) VALUES ($1, $2, $3, $4, $5, $6, $7)
        """;

    /// <summary>Gives it to the winner; false where the store says otherwise than the board.</summary>
    public static async Task<bool> RunAsync(Tx tx, Match match, QueueRouting routing, CancellationToken ct)
    {
        var (waiting, question, winner) = (match.Waiting, match.Question, match.Winner);
        if (await tx.Statement(Lock).Bind(waiting.Id).Bind(waiting.QueueId).FirstAsync(row => (long?)row.Long(0), ct) is not { } version) return false;
        if (!await Capacity.TryTakeAsync(tx, winner.Id, waiting, ct)) return false;
        if (routing.Acceptance == Acceptance.Offer) await OfferAsync(tx, waiting, winner, routing, ct);
        else await AssignAsync(tx, waiting, winner, ct);

        await tx.Statement(Decide)
            .Bind(Ids.New(tx.Time)).Bind(waiting.Id).Bind(waiting.QueueId).Bind(winner.Id).Bind(Reason(question, winner))
            .Bind(JsonSerializer.Serialize(question with { ConversationVersion = version }, RoutingJson.Default.Question)).Bind(tx.Time.NowMs())
            .ExecuteAtEndAsync(tx, ct);
        return true;
    }

    private static async Task AssignAsync(Tx tx, Waiting waiting, Candidate winner, CancellationToken ct)
    {
        await tx.Statement(Assign).Bind(waiting.Id).Bind(winner.Id).ExecuteAtEndAsync(tx, ct);
        tx.Append(Entry(tx, waiting, JournalKinds.ConversationChanged) with
        {
            AgentId = winner.Id, Changes = $$"""{"assignee":"{{Ids.Text(winner.Id)}}"}""",
        });
    }

    private static async Task OfferAsync(Tx tx, Waiting waiting, Candidate winner, QueueRouting routing, CancellationToken ct)
    {
        var lasts = TimeSpan.FromSeconds(routing.OfferSeconds);
        await tx.Statement(OfferTo).Bind(waiting.Id).Bind(winner.Id).ExecuteAsync(ct);
        await Offers.MakeAsync(tx, new NewOffer(waiting.Id, waiting.QueueId, winner.Id, (tx.Time.GetUtcNow() + lasts).ToMs()), ct);
        await TimerQueue.SetAfterAsync(tx, OfferTimer.TimerKind, waiting.Id, lasts, ct);
        tx.Append(Entry(tx, waiting, JournalKinds.OfferMade) with { AgentId = winner.Id });
    }

    /// <summary>What made the winner win: a reservation, or the queue's strategy.</summary>
    private static string Reason(Question question, Candidate winner) =>
        question.Reservations.FirstOrDefault(one => one.AgentId == winner.Id)?.Kind ?? question.Strategy;

    private static JournalEntry Entry(Tx tx, Waiting waiting, string kind) => new()
    {
        At = tx.Time.NowMs(),
        Kind = kind,
        Actor = Router.Actor,
        ConversationId = waiting.Id,
        ContactId = waiting.ContactId,
        QueueId = waiting.QueueId,
    };
}
