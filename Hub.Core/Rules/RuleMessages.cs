using Hub.Core.Conversations;
using Hub.Core.Security;
using Hub.Core.Storage;

namespace Hub.Core.Rules;

/// <summary>Reads the messages that rules look at.</summary>
internal static class RuleMessages
{
    private const string Select =
        """
        SELECT m.id, m.conversation_id, c.number, c.contact_id, m.channel, k.kind AS point_kind, m.from_address, COALESCE(m.subject, c.subject) AS subject, m.body, m.parts,
          m.preview, m.flags, EXISTS (SELECT 1 FROM attachments a WHERE a.message_id = m.id) AS has_files, m.stored_at, p.tier, o.name AS organisation,
          c.language, p.language AS contact_language, c.queue_id, c.priority, c.tags, c.skills, c.awaits_rules
        FROM messages m JOIN conversations c ON c.id = m.conversation_id JOIN contacts p ON p.id = c.contact_id
          LEFT JOIN organisations o ON o.id = p.organisation_id LEFT JOIN contact_points k ON k.id = m.point_id
        """;

    private const string One = $"{Select} WHERE m.id = @id AND m.direction = 'in'";

    private const string Receivers = $"SELECT message_id, address FROM message_receivers WHERE message_id IN @ids AND role IN ('{ReceiverRole.To}', '{ReceiverRole.Cc}')";

    /// <summary>A customer's message; null where there is none of this id.</summary>
    public static Task<RuleMessage?> FindAsync(DbSession db, Guid id, CancellationToken ct) => db.FirstAsync<RuleMessage>(One, new { id }, ct);

    /// <summary>Of the conversations before a number that a subject may see, the latest first, each one's first or last message of the customer.</summary>
    public static Task<List<RuleMessage>> PageAsync(DbSession db, (long Before, int Limit) page, bool first, Subject subject, CancellationToken ct)
    {
        var (everyConversation, viewerId) = Authorizer.SqlOf(subject);
        var sql =
            $"""
            {Select}
            WHERE c.number < @Before AND NOT c.junk AND c.merged_into IS NULL AND {Authorizer.VisibleConversationsSql}
              AND m.seq = (SELECT {(first ? "MIN" : "MAX")}(f.seq) FROM messages f WHERE f.conversation_id = c.id AND f.direction = 'in')
            ORDER BY c.number DESC LIMIT @Limit
            """;
        return db.ListAsync<RuleMessage>(sql, new { page.Before, page.Limit, everyConversation, viewerId }, ct);
    }

    /// <summary>The addresses that messages were written and copied to.</summary>
    public static async Task<ILookup<Guid, string>> ReceiversAsync(DbSession db, IReadOnlyCollection<Guid> messages, CancellationToken ct) =>
        (messages.Count == 0 ? [] : await db.ListAsync<ReceiverRow>(Receivers, messages, null, ct)).ToLookup(row => row.MessageId, row => row.Address);

    private sealed record ReceiverRow
    {
        public Guid MessageId { get; init; }

        public string Address { get; init; } = "";
    }
}
