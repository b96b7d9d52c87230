using Hub.Core.Channels;
using Hub.Core.Deliveries;
using Hub.Core.Identities;
using Hub.Core.Journal;
using Hub.Core.Security;
using Hub.Core.Storage;

namespace Hub.Core.Conversations;

/// <summary>What writing a message does to the store: the row, its files, its delivery, the conversation and the journal.</summary>
internal static class OutgoingUnit
{
    private const string InsertMessage =
        """
        INSERT INTO messages (id, conversation_id, direction, channel, agent_id, subject, body, body_hash, html, html_hash, at, stored_at,
          parts, html_parts, sender_address, sender_name, template)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $11, $12, $13, $14, $15, $16)
        """;

    // the uploader's own file, once
    private const string TakeUpload =
        "UPDATE attachments SET message_id = $2, place = $3 WHERE id = $1 AND message_id IS NULL AND uploaded_by = $4";

    private const string Answered = "UPDATE conversations SET active_at = $2, waiting_since = NULL, version = version + 1 WHERE id = $1";

    private const string Noted = "UPDATE conversations SET version = version + 1 WHERE id = $1";

    public static async Task<ComposeResult> WriteAsync(
        Tx tx, Conversation conversation, ChannelAccount account, PreparedMessage message, Subject subject, CancellationToken ct)
    {
        var sender = await IdentityStore.SenderAsync(tx, conversation.QueueId, account, ct);
        if (await InsertAsync(tx, conversation, (MessageDirection.Out, account.Id, sender), message, subject, ct) is { } fault) return fault;
        if (account.Capabilities.Copies) await MessageRows.InsertReceiversAsync(tx, message.Id, message.Receivers, ct);
        await PlanAsync(tx, conversation.Id, account, message, subject, ct);
        await tx.Statement(Answered).Bind(conversation.Id).Bind(tx.Time.NowMs()).ExecuteAsync(ct);
        Append(tx, JournalKinds.MessageCreated, conversation, message, subject);
        return new ComposeResult.Done(message.Id, conversation.Id, message.Wish);
    }

    /// <summary>Plans its deliveries: a person's answer is one mail to all; what nobody wrote goes to each alone, and fails for each alone.</summary>
    public static async Task PlanAsync(Tx tx, Guid conversation, ChannelAccount account, PreparedMessage message, Subject subject, CancellationToken ct)
    {
        var purpose = message.Wish.Purpose ?? (subject.IsAgent ? SendPurpose.Answer : SendPurpose.Notice);
        foreach (var receiver in purpose == SendPurpose.Answer ? message.Receivers.Take(1) : message.Receivers)
            await DeliveryLedger.PlanAsync(
                tx,
                new NewDelivery
                {
                    MessageId = message.Id,
                    ConversationId = conversation,
                    Channel = account.Id,
                    Address = receiver.Address,
                    Purpose = purpose,
                    SendAt = message.Wish.SendAt,
                    GiveUpAfter = account.Capabilities.GiveUpAfter,
                },
                ct);
    }

    public static async Task<ComposeResult> WriteNoteAsync(
        Tx tx, Conversation conversation, ChannelAccount account, PreparedMessage note, Subject subject, CancellationToken ct)
    {
        if (await InsertAsync(tx, conversation, (MessageDirection.Note, account.Id, null), note, subject, ct) is { } fault) return fault;
        await tx.Statement(Noted).Bind(conversation.Id).ExecuteAsync(ct);
        Append(tx, JournalKinds.NoteCreated, conversation, note, subject);
        return new ComposeResult.Done(note.Id, conversation.Id, note.Wish);
    }

    private static async Task<ComposeResult.Refused?> InsertAsync(
        Tx tx, Conversation conversation, (string Direction, string Channel, QueueSender? Sender) way, PreparedMessage message, Subject subject, CancellationToken ct)
    {
        await tx.Statement(InsertMessage)
            .Bind(message.Id).Bind(conversation.Id).Bind(way.Direction).Bind(way.Channel).Bind(subject.AgentId).Bind(conversation.Subject)
            .Bind(message.Text.Inline).Bind(message.Text.Hash).Bind(message.Html.Inline).Bind(message.Html.Hash).Bind(tx.Time.NowMs())
            .Bind(message.TextParts?.ToString()).Bind(message.HtmlParts?.ToString()).Bind(way.Sender?.Address).Bind(way.Sender?.Name).Bind(message.Wish.Template?.ToJson())
            .ExecuteAsync(ct);
        var files = message.Wish.Attachments;
        for (var place = 0; place < files.Count; place++)
        {
            var taken = await tx.Statement(TakeUpload)
                .Bind(files[place]).Bind(message.Id).Bind((long)place).Bind(subject.Actor).ExecuteAsync(ct);
            if (taken == 0) return new ComposeResult.Refused("attachments", $"{Ids.Text(files[place])} is not there, not yours, or used already");
        }

        return null;
    }

    private static void Append(Tx tx, string kind, Conversation conversation, PreparedMessage message, Subject subject) =>
        tx.Append(new JournalEntry
        {
            At = tx.Time.NowMs(),
            Kind = kind,
            Actor = subject.Actor,
            ConversationId = conversation.Id,
            MessageId = message.Id,
            ContactId = conversation.ContactId,
            QueueId = conversation.QueueId,
            AgentId = conversation.AssigneeId,
        });
}
