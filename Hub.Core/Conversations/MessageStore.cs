using Hub.Core.Storage;

namespace Hub.Core.Conversations;

/// <summary>Reads messages.</summary>
public static class MessageStore
{
    // an outbound message's state is that of its delivery, in the API's words; the ledger has two more for its own use
    private const string Columns =
        """
        m.seq, m.id, m.conversation_id, m.direction, m.channel, m.contact_id, m.agent_id, m.from_address, m.subject, m.body, m.body_hash,
        m.html, m.html_hash, m.at, m.joined_by, COALESCE(m.from_name, a.name, c.name) AS from_name, p.verified_at IS NOT NULL AS verified, d.error,
        CASE WHEN m.direction <> 'out' THEN 'received' WHEN d.state = 'leased' THEN 'planned' WHEN d.state = 'attempting' THEN 'sending'
          ELSE COALESCE(d.state, 'accepted') END AS state
        """;

    private const string From =
        """
        FROM messages m LEFT JOIN deliveries d ON d.message_id = m.id LEFT JOIN agents a ON a.id = m.agent_id
          LEFT JOIN contacts c ON c.id = m.contact_id LEFT JOIN contact_points p ON p.id = m.point_id
        """;

    /// <summary>A page of a conversation's messages, oldest first, after the one with this place (0 for the first page).</summary>
    public static Task<List<Message>> ListAsync(DbSession db, Guid conversationId, long after, int limit, CancellationToken ct) =>
        db.ListAsync<Message>(
            $"SELECT {Columns} {From} WHERE m.conversation_id = @conversationId AND m.seq > @after ORDER BY m.seq LIMIT @limit",
            new { conversationId, after, limit }, ct);

    /// <summary>The message, or null.</summary>
    public static Task<Message?> FindAsync(DbSession db, Guid id, CancellationToken ct) =>
        db.FirstAsync<Message>($"SELECT {Columns} {From} WHERE m.id = @id", new { id }, ct);
}
