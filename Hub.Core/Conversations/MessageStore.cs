using Hub.Core.Deliveries;
using Hub.Core.Storage;

namespace Hub.Core.Conversations;

/// <summary>Reads messages, and calls them off.</summary>
public static class MessageStore
{
    // an outbound message's state is that of its delivery, in the API's words; the ledger has two more for its own use
    private const string Columns =
        """
        m.seq, m.id, m.conversation_id, m.direction, m.channel, m.contact_id, m.agent_id, COALESCE(m.from_address, m.sender_address) AS from_address, m.subject, m.body, m.body_hash,
        m.html, m.html_hash, m.parts, m.html_parts, m.at, m.joined_by, m.flags, d.address AS to_address,
        EXISTS (SELECT 1 FROM message_originals o WHERE o.message_id = m.id) AS has_original, COALESCE(m.from_name, a.name, c.name) AS from_name, p.verified_at IS NOT NULL AS verified, d.error,
        CASE WHEN m.joined_by IN ('merged', 'split', 'moved') THEN m.written_in
          WHEN m.joined_by IN ('stranger', 'tooLate', 'newSubject', 'suggested') THEN (
            SELECT l.number FROM conversations h JOIN conversations l ON l.id = COALESCE(h.linked_to, h.may_belong_to) WHERE h.id = m.conversation_id)
          END AS joined_about,
        CASE WHEN m.direction <> 'out' THEN 'received' WHEN d.state = 'leased' THEN 'planned' WHEN d.state = 'attempting' THEN 'sending'
          ELSE COALESCE(d.state, 'accepted') END AS state
        """;

    // of several deliveries the one that needs a hand, else the one that is least far
    private const string From =
        """
        FROM messages m
          LEFT JOIN deliveries d ON d.seq = (
            SELECT e.seq FROM deliveries e WHERE e.message_id = m.id
            ORDER BY CASE e.state WHEN 'unknown' THEN 0 WHEN 'failed' THEN 1 WHEN 'expired' THEN 2 WHEN 'accepted' THEN 4 WHEN 'delivered' THEN 5
              WHEN 'read' THEN 6 WHEN 'cancelled' THEN 7 ELSE 3 END, e.seq LIMIT 1)
          LEFT JOIN agents a ON a.id = m.agent_id
          LEFT JOIN contacts c ON c.id = m.contact_id LEFT JOIN contact_points p ON p.id = m.point_id
        """;

    /// <summary>A page of a conversation's messages, oldest first, after the one with this place (0 for the first page).</summary>
    public static Task<List<Message>> ListAsync(DbSession db, Guid conversationId, long after, int limit, CancellationToken ct) =>
        db.ListAsync<Message>(
            $"SELECT {Columns} {From} WHERE m.conversation_id = @conversationId AND m.seq > @after ORDER BY m.seq LIMIT @limit",
            new { conversationId, after, limit }, ct);

    /// <summary>The last of a conversation's messages before the one with this place, oldest first.</summary>
    public static async Task<List<Message>> ListBeforeAsync(DbSession db, Guid conversationId, long before, int limit, CancellationToken ct)
    {
        var latestFirst = await db.ListAsync<Message>(
            $"SELECT {Columns} {From} WHERE m.conversation_id = @conversationId AND m.seq < @before ORDER BY m.seq DESC LIMIT @limit",
            new { conversationId, before, limit }, ct);
        latestFirst.Reverse();
        return latestFirst;
    }

    /// <summary>Calls an outbound message off, for all of its receivers to whom it has not gone yet.</summary>
    /// <returns>False where its attempts have begun, it is over, or it is nothing that goes out.</returns>
    public static async Task<bool> CancelAsync(Tx tx, Guid id, string actor, CancellationToken ct)
    {
        var isCancelled = false;
        foreach (var planned in await tx.Statement("SELECT id FROM deliveries WHERE message_id = $1 ORDER BY seq").Bind(id).ListAsync(row => row.Id(0), ct))
            isCancelled |= await DeliveryLedger.CancelAsync(tx, planned, actor, ct);
        return isCancelled;
    }

    /// <summary>The form in which a message came, or null where it is not kept.</summary>
    public static Task<MessageOriginal?> FindOriginalAsync(DbSession db, Guid id, CancellationToken ct) =>
        db.FirstAsync<MessageOriginal>(
            "SELECT type, size, content, content_hash FROM message_originals WHERE message_id = @id", new { id }, ct);

    /// <summary>The message, or null.</summary>
    public static Task<Message?> FindAsync(DbSession db, Guid id, CancellationToken ct) =>
        db.FirstAsync<Message>($"SELECT {Columns} {From} WHERE m.id = @id", new { id }, ct);
}
