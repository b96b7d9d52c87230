using Hub.Core.Arrivals;
using Hub.Core.Storage;

namespace Hub.Core.Conversations;

/// <summary>The rows that hold a message: itself, whom it names, its files, and the form in which it came.</summary>
internal static class MessageRows
{
    private const string InsertArrival =
        """
        INSERT INTO messages (id, conversation_id, channel, contact_id, point_id, from_address, from_name, provider_id, subject,
          body, body_hash, html, html_hash, at, stored_at, joined_by, flags, parts, html_parts, preview, direction, agent_id)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22)
        """;

    private const string InsertFile =
        """
        INSERT INTO attachments (id, message_id, place, name, type, size, content, content_hash, content_id, stored_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
        """;

    private const string InsertReceiver =
        "INSERT INTO message_receivers (message_id, place, role, address, name) VALUES ($1, $2, $3, $4, $5)";

    private const string InsertOriginal =
        "INSERT INTO message_originals (message_id, type, size, content, content_hash) VALUES ($1, $2, $3, $4, $5)";

    /// <summary>Writes an arrival's rows. Nothing later in the unit looks at them.</summary>
    public static async Task InsertAsync(
        Tx tx, Arrival arrival, (string Channel, Guid Conversation, ArrivalWriter Writer) place, (string JoinedBy, string? Flags) remarks, CancellationToken ct)
    {
        var message = arrival.Message;
        var now = tx.Time.NowMs();
        await tx.Statement(InsertArrival)
            .Bind(arrival.MessageId).Bind(place.Conversation).Bind(place.Channel).Bind(place.Writer.Customer?.ContactId).Bind(place.Writer.Customer?.PointId)
            .Bind(arrival.Address).Bind(message.FromName).Bind(message.ProviderId).Bind(message.Subject)
            .Bind(arrival.Text.Inline).Bind(arrival.Text.Hash).Bind(arrival.Html.Inline).Bind(arrival.Html.Hash)
            .Bind(message.At?.ToMs() ?? now).Bind(now).Bind(remarks.JoinedBy).Bind(remarks.Flags)
            .Bind(arrival.TextParts?.ToString()).Bind(arrival.HtmlParts?.ToString()).Bind(arrival.Preview)
            .Bind(place.Writer.Direction).Bind(place.Writer.AgentId)
            .ExecuteAtEndAsync(tx, ct);
        await InsertReceiversAsync(tx, arrival.MessageId, message.Receivers, ct);
        for (var i = 0; i < arrival.Files.Count; i++)
        {
            var file = arrival.Files[i];
            await tx.Statement(InsertFile)
                .Bind(file.Id).Bind(arrival.MessageId).Bind((long)i).Bind(file.Name).Bind(file.Type).Bind(file.Content.Size)
                .Bind(file.Content.Inline).Bind(file.Content.Hash).Bind(file.ContentId).Bind(now)
                .ExecuteAtEndAsync(tx, ct);
        }

        await InsertOriginalAsync(tx, arrival, ct);
    }

    /// <summary>Keeps the form in which an arrival came, where it has one.</summary>
    public static async Task InsertOriginalAsync(Tx tx, Arrival arrival, CancellationToken ct)
    {
        if (arrival.Original is { } original)
            await tx.Statement(InsertOriginal)
                .Bind(arrival.MessageId).Bind(arrival.Message.Original!.Type).Bind(original.Size).Bind(original.Inline).Bind(original.Hash)
                .ExecuteAtEndAsync(tx, ct);
    }

    /// <summary>Writes whom a message names.</summary>
    public static async Task InsertReceiversAsync(Tx tx, Guid message, IReadOnlyList<Receiver> receivers, CancellationToken ct)
    {
        for (var i = 0; i < receivers.Count; i++)
            await tx.Statement(InsertReceiver)
                .Bind(message).Bind((long)i).Bind(receivers[i].Role).Bind(receivers[i].Address).Bind(receivers[i].Name)
                .ExecuteAtEndAsync(tx, ct);
    }
}
