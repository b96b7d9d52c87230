using Hub.Core.Contacts;
using Hub.Core.Storage;

namespace Hub.Host.Chat;

/// <summary>
/// Reads what a visitor may see: what came from the visitor's own point, and what was sent to it by this chat. Never a note, nothing that is
/// only planned, nothing of the same contact's other channels or browsers.
/// </summary>
internal static class ChatReader
{
    // the conversations first: a contact has few, and their messages are found by them
    private const string Visible =
        """
        SELECT m.seq, m.id, m.direction, m.body, m.body_hash, m.at, m.provider_id, a.name AS agent_name, d.state
        FROM conversations c CROSS JOIN messages m LEFT JOIN deliveries d ON d.message_id = m.id LEFT JOIN agents a ON a.id = m.agent_id
        WHERE c.contact_id = @ContactId AND m.conversation_id = c.id AND m.channel = @channel
          AND ((m.direction = 'in' AND m.point_id = @PointId)
            OR (m.direction = 'out' AND d.address = @Address AND d.channel = @channel AND d.state IN ('accepted', 'delivered', 'read')))
        """;

    private const string Writing =
        """
        SELECT a.name, w.until_at
        FROM conversations c JOIN conversation_writers w ON w.conversation_id = c.id JOIN agents a ON a.id = w.writer_id
        WHERE c.contact_id = @ContactId AND c.point_id = @PointId AND c.reply_channel = @channel AND w.until_at > {now}
        ORDER BY w.until_at DESC LIMIT 1
        """;

    private const string Waiting =
        """
        SELECT c.queue_id, 1 + (
          SELECT COUNT(*) FROM (
            SELECT 1 FROM conversations o
            WHERE o.queue_id = c.queue_id AND o.assignee_id IS NULL AND o.status = 'open' AND o.waiting_since < c.waiting_since LIMIT @most) ahead) AS place
        FROM conversations c
        WHERE c.contact_id = @ContactId AND c.point_id = @PointId AND c.reply_channel = @channel
          AND c.queue_id IS NOT NULL AND c.assignee_id IS NULL AND c.status = 'open' AND c.waiting_since IS NOT NULL
        ORDER BY c.number DESC LIMIT 1
        """;

    private const string Delivery =
        """
        SELECT d.id FROM deliveries d WHERE d.message_id = @message AND d.channel = @ChannelId AND d.address = @Address
        """;

    /// <summary>Where the visitor stands, or null before the first message.</summary>
    public static Task<ChatPlace?> PlaceAsync(DbSession db, ChatVisitor visitor, CancellationToken ct) => db.FirstAsync<ChatPlace>(
        "SELECT contact_id, id AS point_id FROM contact_points WHERE kind = @kind AND address = @Address",
        new { kind = PointKinds.Visitor, visitor.Address }, ct);

    /// <summary>The last messages before a place, oldest first.</summary>
    public static async Task<List<ChatMessageRow>> ListBeforeAsync(
        DbSession db, ChatVisitor visitor, ChatPlace place, (long Before, int Most) page, CancellationToken ct)
    {
        var latestFirst = await db.ListAsync<ChatMessageRow>(
            $"{Visible} AND m.seq < @Before ORDER BY m.seq DESC LIMIT @Most",
            new { place.ContactId, place.PointId, visitor.Address, channel = visitor.ChannelId, page.Before, page.Most }, ct);
        latestFirst.Reverse();
        return latestFirst;
    }

    /// <summary>Those of these messages that the visitor may see, in their order.</summary>
    public static async Task<List<ChatMessageRow>> FindAsync(
        DbSession db, ChatVisitor visitor, ChatPlace place, IReadOnlyCollection<Guid> messages, CancellationToken ct) => messages.Count == 0
        ? []
        : await db.ListAsync<ChatMessageRow>(
            $"{Visible} AND m.id IN @ids ORDER BY m.seq",
            messages, new { place.ContactId, place.PointId, visitor.Address, channel = visitor.ChannelId }, ct);

    /// <summary>The ids of the contact's latest conversations.</summary>
    public static Task<List<Guid>> ConversationsAsync(DbSession db, ChatPlace place, CancellationToken ct) => db.ListAsync<Guid>(
        "SELECT id FROM conversations WHERE contact_id = @ContactId ORDER BY number DESC LIMIT 100", new { place.ContactId }, ct);

    /// <summary>The agent who writes an answer to the visitor now, or null.</summary>
    public static Task<ChatWriter?> WriterAsync(DbSession db, ChatVisitor visitor, ChatPlace place, CancellationToken ct) =>
        db.FirstAsync<ChatWriter>(Writing, new { place.ContactId, place.PointId, channel = visitor.ChannelId }, ct);

    /// <summary>Where the visitor stands who waits for an agent, or null. Whom the router prefers for another reason than waiting is not seen.</summary>
    public static Task<ChatWaiting?> WaitingAsync(DbSession db, ChatVisitor visitor, ChatPlace place, CancellationToken ct) => db.FirstAsync<ChatWaiting>(
        Waiting, new { place.ContactId, place.PointId, channel = visitor.ChannelId, most = ChatWaiting.Most }, ct);

    /// <summary>The delivery of a message to the visitor, or null.</summary>
    public static async Task<Guid?> DeliveryAsync(DbSession db, ChatVisitor visitor, Guid message, CancellationToken ct) =>
        await db.FirstAsync<Guid>(Delivery, new { message, visitor.ChannelId, visitor.Address }, ct) is var id && id != Guid.Empty ? id : null;
}
