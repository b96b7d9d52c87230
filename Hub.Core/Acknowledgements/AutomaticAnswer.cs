using Hub.Core.Channels;
using Hub.Core.Conversations;
using Hub.Core.Deliveries;
using Hub.Core.Identities;
using Hub.Core.Journal;
using Hub.Core.Storage;

namespace Hub.Core.Acknowledgements;

/// <summary>Writes what the hub answers by itself: a message with its delivery like any other, but the customer goes on waiting.</summary>
internal static class AutomaticAnswer
{
    private const string Insert =
        """
        INSERT INTO messages (id, conversation_id, direction, channel, subject, body, at, stored_at, flags, sender_address, sender_name)
        VALUES ($1, $2, 'out', $3, $4, $5, $6, $6, $7, $8, $9)
        """;

    private const string Touch = "UPDATE conversations SET version = version + 1 WHERE id = $1";

    public static async Task WriteAsync(Tx tx, BegunConversation begun, ChannelAccount account, AutomaticText answer, CancellationToken ct)
    {
        var id = Ids.New(tx.Time);
        var sender = await IdentityStore.SenderAsync(tx, begun.QueueId, account, ct);
        await tx.Statement(Touch).Bind(begun.Id).ExecuteAsync(ct);
        await tx.Statement(Insert)
            .Bind(id).Bind(begun.Id).Bind(begun.Channel).Bind(begun.Subject).Bind(answer.Text).Bind(tx.Time.NowMs()).Bind(MessageFlag.AutoReply)
            .Bind(sender?.Address).Bind(sender?.Name)
            .ExecuteAsync(ct);
        await MessageRows.InsertReceiversAsync(tx, id, [new Receiver(ReceiverRole.To, begun.From)], ct);
        await DeliveryLedger.PlanAsync(
            tx,
            new NewDelivery
            {
                MessageId = id,
                ConversationId = begun.Id,
                Channel = begun.Channel,
                Address = begun.From,
                Purpose = SendPurpose.Notice,
                GiveUpAfter = answer.WorthSending,
            },
            ct);
        tx.Append(new JournalEntry
        {
            At = tx.Time.NowMs(),
            Kind = JournalKinds.MessageCreated,
            Actor = answer.Actor,
            ConversationId = begun.Id,
            MessageId = id,
            ContactId = begun.ContactId,
            QueueId = begun.QueueId,
            AgentId = begun.AssigneeId,
        });
    }
}
