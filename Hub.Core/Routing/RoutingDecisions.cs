using Hub.Core.Storage;

namespace Hub.Core.Routing;

/// <summary>Reads what the router has decided.</summary>
public static class RoutingDecisions
{
    /// <summary>The decisions about a conversation before this one (null for the first page), the latest first.</summary>
    public static Task<List<RoutingDecision>> ListAsync(DbSession db, Guid conversationId, Guid? before, int limit, CancellationToken ct) =>
        db.ListAsync<RoutingDecision>(
            $"""
            SELECT d.id, d.queue_id, q.key AS queue_key, q.name AS queue_name, d.agent_id, a.name AS agent_name, d.reason, d.decided_at
            FROM routing_decisions d JOIN queues q ON q.id = d.queue_id LEFT JOIN agents a ON a.id = d.agent_id
            WHERE d.conversation_id = @conversationId {(before is null ? "" : "AND d.id < @before")} ORDER BY d.id DESC LIMIT @limit
            """,
            new { conversationId, before, limit }, ct);
}
