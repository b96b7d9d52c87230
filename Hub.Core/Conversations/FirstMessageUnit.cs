using Hub.Core.Arrivals;
using Hub.Core.Channels;
using Hub.Core.Journal;
using Hub.Core.Security;
using Hub.Core.Storage;

namespace Hub.Core.Conversations;

/// <summary>Begins a conversation from our side.</summary>
internal static class FirstMessageUnit
{
    private const string OpenOne =
        "SELECT id FROM conversations WHERE contact_id = $1 AND channel = $2 AND NOT threaded AND status <> 'resolved'";

    private const string Insert =
        """
        INSERT INTO conversations (id, contact_id, channel, reply_channel, point_id, threaded, status, queue_id, weight, parked_weight, interrupts, subject,
          active_at, created_at)
        VALUES ($1, $2, $3, $3, $4, $5, 'open', COALESCE($6, (SELECT id FROM queues WHERE key = $7)), $8, $11, $12, $9, $10, $10)
        """;

    public static async Task<ComposeResult> RunAsync(
        Tx tx, ChannelAccount account, NewConversation wish, PreparedMessage message, Subject subject, CancellationToken ct)
    {
        var address = message.Receivers[0].Address;
        var receiver = await Senders.FindOrAddAsync(tx, account.PointKind, address, null, wish.ContactId, ct);
        if (wish.ContactId is { } contact && receiver.ContactId != contact)
            return new ComposeResult.Refused("to", "is the address of another contact");
        var threaded = account.Capabilities.Threads;
        var open = threaded ? null : await tx.Statement(OpenOne).Bind(receiver.ContactId).Bind(account.Id).FirstAsync(row => row.IdOrNull(0), ct);
        if (open is { } there) return new ComposeResult.AlreadyOpen(there);

        var id = Ids.New(tx.Time);
        await tx.Statement(Insert)
            .Bind(id).Bind(receiver.ContactId).Bind(account.Id).Bind(receiver.PointId).Bind(threaded).Bind(wish.QueueId).Bind(account.Queue)
            .Bind(account.Work.Weight).Bind(wish.Subject).Bind(tx.Time.NowMs()).Bind(account.Work.ParkedWeight).Bind(account.Work.Interrupts)
            .ExecuteAsync(ct);
        var conversation = (await ConversationStore.LockAsync(tx, id, ct))!;
        tx.Append(new JournalEntry
        {
            At = tx.Time.NowMs(),
            Kind = JournalKinds.ConversationCreated,
            Actor = subject.Actor,
            ConversationId = id,
            ContactId = receiver.ContactId,
            QueueId = conversation.QueueId,
        });
        var begun = subject.AgentId is { } agent ? await TakeAsync(tx, conversation, agent, subject, ct) : conversation;
        return await OutgoingUnit.WriteAsync(tx, begun, account, message, subject, ct);
    }

    /// <summary>Who begins a conversation has it.</summary>
    private static async Task<Conversation> TakeAsync(Tx tx, Conversation conversation, Guid agent, Subject subject, CancellationToken ct)
    {
        var taken = conversation with { AssigneeId = agent };
        await ConversationStore.SaveAsync(tx, conversation, taken, subject.Actor, ct);
        return taken;
    }
}
