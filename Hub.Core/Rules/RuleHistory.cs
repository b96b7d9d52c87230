using System.Text.Json;
using Hub.Core.Storage;

namespace Hub.Core.Rules;

/// <summary>What rules did with conversations.</summary>
public static class RuleHistory
{
    private const string Insert =
        """
        INSERT INTO rule_records (conversation_id, message_id, rule_id, rule_name, rule_version, effect, at) VALUES ($1, $2, $3, $4, $5, $6, {now})
        """;

    private const string Page =
        """
        SELECT seq, message_id, rule_id, rule_name, rule_version, effect, at FROM rule_records
        WHERE conversation_id = $1 AND seq > $2 ORDER BY seq LIMIT $3
        """;

    /// <summary>What was done with a conversation after this record (0 for the first page), in order.</summary>
    public static Task<List<RuleRecord>> ListAsync(DbSession db, Guid conversation, long after, int limit, CancellationToken ct) =>
        db.Statement(Page).Bind(conversation).Bind(after).Bind((long)limit).ListAsync(Read, ct);

    internal static Task AddAsync(Tx tx, Rule rule, RuleEffect effect, RuleMessage message, CancellationToken ct) => tx.Statement(Insert)
        .Bind(message.ConversationId).Bind(message.Id).Bind(rule.Id).Bind(rule.Name).Bind(rule.Version)
        .Bind(JsonSerializer.Serialize(effect, RuleJson.Default.RuleEffect))
        .ExecuteAsync(ct);

    private static RuleRecord Read(Row row) => new()
    {
        Seq = row.Long(0),
        MessageId = row.Id(1),
        RuleId = row.Id(2),
        RuleName = row.Text(3),
        RuleVersion = row.Long(4),
        Effect = JsonSerializer.Deserialize(row.Text(5), RuleJson.Default.RuleEffect)!,
        At = row.Long(6),
    };
}
