using Hub.Core.Channels;
using Hub.Core.Conversations;
using Hub.Core.Identities;
using Hub.Core.Journal;
using Hub.Core.Security;
using Hub.Core.Storage;

namespace Hub.Core.Forwarding;

/// <summary>What a forward does to the store: the message, its receivers, copies of the files, its delivery and the journal.</summary>
internal sealed class ForwardUnit(ChannelAccount account, PreparedMessage message, string title)
{
    private const string InsertMessage =
        """
        INSERT INTO messages (id, conversation_id, direction, channel, agent_id, subject, body, body_hash, html, html_hash, at, stored_at, flags,
          sender_address, sender_name)
        VALUES ($1, $2, 'out', $3, $4, $5, $6, $7, $8, $9, $10, $10, $11, $12, $13)
        """;

    private const string CopyFile =
        """
        INSERT INTO attachments (id, message_id, place, name, type, size, content, content_hash, content_id, stored_at)
        SELECT $1, $2, $3, name, type, size, content, content_hash, content_id, $4 FROM attachments WHERE id = $5 AND message_id = $6
        """;

    private const string CopyOriginal =
        """
        INSERT INTO attachments (id, message_id, place, name, type, size, content, content_hash, stored_at)
        SELECT $1, $2, 0, $3, 'message/rfc822', size, content, content_hash, $4 FROM message_originals
        WHERE message_id = $5 AND type LIKE 'message/rfc822%'
        """;

    private const string Touch = "UPDATE conversations SET active_at = $2, version = version + 1 WHERE id = $1";

    public async Task<ComposeResult> RunAsync(
        Tx tx, Conversation conversation, (Guid Message, IReadOnlyList<Guid> Files, bool AsOriginal) forwarded, Subject subject, CancellationToken ct)
    {
        var now = tx.Time.NowMs();
        var sender = await IdentityStore.SenderAsync(tx, conversation.QueueId, account, ct);
        await tx.Statement(InsertMessage)
            .Bind(message.Id).Bind(conversation.Id).Bind(account.Id).Bind(subject.AgentId).Bind(title)
            .Bind(message.Text.Inline).Bind(message.Text.Hash).Bind(message.Html.Inline).Bind(message.Html.Hash).Bind(now).Bind(MessageFlag.Forward)
            .Bind(sender?.Address).Bind(sender?.Name)
            .ExecuteAsync(ct);
        await MessageRows.InsertReceiversAsync(tx, message.Id, message.Receivers, ct);
        if (forwarded.AsOriginal && !await CopyOriginalAsync(tx, forwarded.Message, ct))
            return new ComposeResult.Refused("as", "is not possible: the message is not kept as it came");
        if (await CopyFilesAsync(tx, forwarded.Message, forwarded.Files, ct) is { } missing)
            return new ComposeResult.Refused("attachments", $"{Ids.Text(missing)} is no file of the message");
        await OutgoingUnit.PlanAsync(tx, conversation.Id, account, message, subject, ct);
        await tx.Statement(Touch).Bind(conversation.Id).Bind(now).ExecuteAsync(ct);
        tx.Append(new JournalEntry
        {
            At = now,
            Kind = JournalKinds.MessageCreated,
            Actor = subject.Actor,
            ConversationId = conversation.Id,
            MessageId = message.Id,
            ContactId = conversation.ContactId,
            QueueId = conversation.QueueId,
            AgentId = conversation.AssigneeId,
        });
        return new ComposeResult.Done(message.Id, conversation.Id, message.Wish);
    }

    /// <summary>The files are rows of their own, whose large contents are the same blobs.</summary>
    /// <returns>The first that is none of the message's, or null.</returns>
    private async Task<Guid?> CopyFilesAsync(Tx tx, Guid from, IReadOnlyList<Guid> files, CancellationToken ct)
    {
        for (var place = 0; place < files.Count; place++)
        {
            var copied = await tx.Statement(CopyFile)
                .Bind(Ids.New(tx.Time)).Bind(message.Id).Bind((long)place).Bind(tx.Time.NowMs()).Bind(files[place]).Bind(from)
                .ExecuteAsync(ct);
            if (copied == 0) return files[place];
        }

        return null;
    }

    private async Task<bool> CopyOriginalAsync(Tx tx, Guid from, CancellationToken ct) =>
        await tx.Statement(CopyOriginal)
            .Bind(Ids.New(tx.Time)).Bind(message.Id).Bind(FileNames.Clean(title + ".eml")).Bind(tx.Time.NowMs()).Bind(from)
            .ExecuteAsync(ct) == 1;
}
