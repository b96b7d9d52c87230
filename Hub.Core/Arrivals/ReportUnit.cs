using Hub.Core.Channels;
using Hub.Core.Conversations;
using Hub.Core.Conversations.Threading;
using Hub.Core.Deliveries;
using Hub.Core.Journal;
using Hub.Core.Storage;

namespace Hub.Core.Arrivals;

/// <summary>
/// What the arrival of a report does to the store: the message joins the conversation that it is about, which otherwise stays as it is, and
/// the delivery changes. Who reports is nobody's contact.
/// </summary>
internal static class ReportUnit
{
    private const string Lock = "SELECT c.contact_id, c.queue_id, c.assignee_id FROM conversations c WHERE c.id = $1 {lockConversation}";

    private const string Touch = "UPDATE conversations SET active_at = $2, version = version + 1 WHERE id = $1";

    public static async Task<IntakeResult> RunAsync(
        Tx tx, ChannelAccount account, Arrival arrival, (SentDelivery Sent, SentReport Report, SoftBounces SoftBounces) about, CancellationToken ct)
    {
        var id = about.Sent.ConversationId;
        var actor = $"channel:{account.Id}";
        var place = await tx.Statement(Lock).Bind(id).FirstAsync(row => Tuple.Create(row.Id(0), row.IdOrNull(1), row.IdOrNull(2)), ct)
            ?? throw new ConstraintException("A delivery's conversation is gone.");
        await tx.Statement(Touch).Bind(id).Bind(tx.Time.NowMs()).ExecuteAsync(ct);
        await new SentReports(about.SoftBounces).ApplyAsync(tx, about.Sent, about.Report, (account.PointKind, actor, arrival.MessageId), ct);
        await MessageRows.InsertAsync(tx, arrival, (account.Id, id, new ArrivalWriter(MessageDirection.In)), (JoinReason.Report, MessageFlag.Text(arrival.Message.Flags)), ct);
        tx.Append(new JournalEntry
        {
            At = tx.Time.NowMs(),
            Kind = JournalKinds.MessageReceived,
            Actor = actor,
            ConversationId = id,
            MessageId = arrival.MessageId,
            ContactId = place.Item1,
            QueueId = place.Item2,
            AgentId = place.Item3,
        });
        return new IntakeResult.Appended(arrival.MessageId, id);
    }
}
