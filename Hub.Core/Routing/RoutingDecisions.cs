using System.Text.Json;
using Hub.Core.Storage;

namespace Hub.Core.Routing;

/// <summary>Reads what the router has decided.</summary>
public static class RoutingDecisions
{
    private const string Shown =
        """
        SELECT d.id, d.queue_id, q.key, q.name, d.agent_id, a.name, d.reason, d.question, d.decided_at
        FROM routing_decisions d JOIN queues q ON q.id = d.queue_id LEFT JOIN agents a ON a.id = d.agent_id
        """;

    /// <summary>The decisions about a conversation before this one (null for the first page), the latest first.</summary>
    public static Task<List<RoutingDecision>> ListAsync(DbSession db, Guid conversationId, Guid? before, int limit, CancellationToken ct)
    {
        var sql = $"{Shown} WHERE d.conversation_id = $1 {(before is null ? "" : "AND d.id < $3")} ORDER BY d.id DESC LIMIT $2";
        var statement = db.Statement(sql).Bind(conversationId).Bind(limit);
        return (before is null ? statement : statement.Bind(before)).ListAsync(Read, ct);
    }

    /// <summary>One decision about a conversation, or null.</summary>
    public static Task<RoutingDecision?> FindAsync(DbSession db, Guid conversationId, Guid id, CancellationToken ct) =>
        db.Statement($"{Shown} WHERE d.conversation_id = $1 AND d.id = $2").Bind(conversationId).Bind(id).FirstAsync(Read, ct);

    private static RoutingDecision Read(Row row) => new()
    {
        Id = row.Id(0),
        QueueId = row.Id(1),
        QueueKey = row.Text(2),
        QueueName = row.Text(3),
        AgentId = row.IdOrNull(4),
        AgentName = row.TextOrNull(5),
        Reason = row.Text(6),
        Question = JsonSerializer.Deserialize(row.Text(7), RoutingJson.Default.Question)!,
        DecidedAt = row.Long(8),
    };
}
