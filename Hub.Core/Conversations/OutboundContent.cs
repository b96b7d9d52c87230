using Hub.Core.Channels;
using Hub.Core.Conversations.Threading;
using Hub.Core.Deliveries;
using Hub.Core.Storage;
using Hub.Core.Storage.Blobs;

namespace Hub.Core.Conversations;

/// <summary>Brings the dispatcher what a delivery carries.</summary>
internal sealed class OutboundContent(Store store, Bodies bodies, ThreadTokens tokens) : IOutboundContent
{
    private const string Find =
        """
        SELECT d.seq AS delivery_seq, d.message_id, d.conversation_id, d.channel, d.address, d.purpose, m.seq, m.subject, m.body, m.body_hash, m.html, m.html_hash,
          m.at, m.flags, m.written_in, m.sender_address, m.sender_name, m.template, c.number,
          a.name AS agent_name,
          (SELECT MIN(t.thread) FROM conversation_threads t
           WHERE t.conversation_id = c.id AND t.channel = d.channel AND t.contact_id = c.contact_id AND t.held) AS thread
        FROM deliveries d JOIN messages m ON m.id = d.message_id JOIN conversations c ON c.id = d.conversation_id
          LEFT JOIN agents a ON a.id = m.agent_id
        WHERE d.id = @deliveryId
        """;

    private const string Receivers = "SELECT role, address, name FROM message_receivers WHERE message_id = @messageId ORDER BY place";

    // as many as the References of a mail hold. What was shown to others, and what they said of it, is between us and them
    private const string Earlier =
        """
        SELECT m.id, m.direction, m.provider_id, m.written_in FROM messages m
        WHERE m.conversation_id = @conversationId AND m.channel = @channel AND m.seq < @seq AND m.direction IN ('in', 'out') AND NOT EXISTS (
          SELECT 1 FROM messages f JOIN message_receivers r ON r.message_id = f.id
          WHERE f.conversation_id = @conversationId AND f.flags = 'forward' AND r.address <> @address AND (f.id = m.id OR r.address = m.from_address))
        ORDER BY m.seq DESC LIMIT 20
        """;

    private const string Files =
        "SELECT name, type, size, content, content_hash FROM attachments WHERE message_id = @messageId ORDER BY place";

    public Task<OutboundMessage?> LoadAsync(Guid deliveryId, int attempt, CancellationToken ct) =>
        store.ReadAsync((session, token) => LoadAsync(session, deliveryId, attempt, token), ct);

    private async Task<OutboundMessage?> LoadAsync(DbSession db, Guid deliveryId, int attempt, CancellationToken ct)
    {
        if (await db.FirstAsync<Outgoing>(Find, new { deliveryId }, ct) is not { } row) return null;
        var files = await db.ListAsync<File>(Files, new { messageId = row.MessageId }, ct);
        var receivers = await db.ListAsync<ReceiverRow>(Receivers, new { messageId = row.MessageId }, ct);
        // a forward begins something between us and whom it goes to
        var earlier = MessageFlag.Has(row.Flags, MessageFlag.Forward)
            ? []
            : await db.ListAsync<EarlierRow>(
                Earlier, new { conversationId = row.ConversationId, channel = row.Channel, seq = row.Seq, address = row.Address }, ct);
        var isAutoReply = MessageFlag.Has(row.Flags, MessageFlag.AutoReply);
        return new OutboundMessage
        {
            DeliveryId = deliveryId,
            Attempt = attempt,
            MessageId = row.MessageId,
            ConversationId = row.ConversationId,
            ConversationNumber = row.Number,
            To = row.Address,
            Receivers = [.. receivers.Select(receiver => new Receiver(receiver.Role, receiver.Address, receiver.Name))],
            Token = tokens.For(row.Number),
            OwnToken = OwnToken(row.WrittenIn),
            ReturnToken = tokens.ForDelivery(row.DeliverySeq),
            IsAutoReply = isAutoReply,
            Sender = row.SenderAddress is { } address ? new OutboundSender(address, row.SenderName ?? "") : null,
            Purpose = row.Purpose,
            UnsubscribeToken = row.Purpose == SendPurpose.Answer || isAutoReply ? null : tokens.ForUnsubscribe(row.DeliverySeq),
            Thread = row.Thread,
            Earlier = [.. earlier.Select(found => new EarlierMessage(found.Id, found.Direction == MessageDirection.Out, found.ProviderId, OwnToken(found.WrittenIn))).Reverse()],
            Subject = row.Subject,
            Text = await bodies.ReadAsync(row.Body, row.BodyHash, ct) ?? "",
            Template = MessageTemplate.FromJson(row.Template),
            Html = await bodies.ReadAsync(row.Html, row.HtmlHash, ct),
            AgentName = row.AgentName,
            At = row.At.ToTime(),
            Attachments = [.. files.Select(file => new OutboundAttachment(
                file.Name, file.Type, file.Size, token => bodies.OpenAsync(file.Content, file.ContentHash, token)))],
        };
    }

    private string? OwnToken(long? writtenIn) => writtenIn is { } number ? tokens.For(number) : null;

    private sealed class Outgoing
    {
        public required long DeliverySeq { get; init; }

        public required Guid MessageId { get; init; }

        public required Guid ConversationId { get; init; }

        public required string Channel { get; init; }

        public required long Seq { get; init; }

        public required string Address { get; init; }

        public string? Subject { get; init; }

        public string? Body { get; init; }

        public string? BodyHash { get; init; }

        public string? Html { get; init; }

        public string? HtmlHash { get; init; }

        public required long At { get; init; }

        public required long Number { get; init; }

        public string? Flags { get; init; }

        public long? WrittenIn { get; init; }

        public required string Purpose { get; init; }

        public string? SenderAddress { get; init; }

        public string? SenderName { get; init; }

        public string? Template { get; init; }

        public string? AgentName { get; init; }

        public string? Thread { get; init; }
    }

    private sealed class ReceiverRow
    {
        public required string Role { get; init; }

        public required string Address { get; init; }

        public string? Name { get; init; }
    }

    private sealed class EarlierRow
    {
        public required Guid Id { get; init; }

        public required string Direction { get; init; }

        public string? ProviderId { get; init; }

        public long? WrittenIn { get; init; }
    }

    private sealed class File
    {
        public required string Name { get; init; }

        public required string Type { get; init; }

        public required long Size { get; init; }

        public byte[]? Content { get; init; }

        public string? ContentHash { get; init; }
    }
}
