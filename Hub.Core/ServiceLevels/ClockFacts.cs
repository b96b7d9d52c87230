using Hub.Core.Channels;
using Hub.Core.Storage;

namespace Hub.Core.ServiceLevels;

/// <summary>Reads what decides over clocks: one query for all conversations of a batch, one for all of its messages.</summary>
internal static class ClockFacts
{
    // what people wrote to the customer: not an automatic answer, nor what was forwarded to somebody else
    private const string IsAnswer =
        """
        m.direction = 'out' AND COALESCE(m.flags, '') NOT IN ('autoReply', 'forward') AND (m.agent_id IS NOT NULL OR m.flags LIKE '%sentElsewhere%'
          OR EXISTS (SELECT 1 FROM deliveries d WHERE d.message_id = m.id AND d.purpose = 'answer'))
        """;

    private const string Conversations =
        $"""
        SELECT c.id, c.contact_id, c.queue_id, c.assignee_id, c.status, c.priority, p.tier, c.reply_channel, c.waiting_since,
          (SELECT m.seq FROM messages m WHERE m.conversation_id = c.id AND {IsAnswer} ORDER BY m.seq LIMIT 1) AS first_answer
        FROM conversations c JOIN contacts p ON p.id = c.contact_id WHERE c.id IN @ids
        """;

    private const string Messages =
        $"""
        SELECT m.id, m.seq, m.direction, m.contact_id, m.flags, m.stored_at, CASE WHEN {IsAnswer} THEN 1 ELSE 0 END AS is_answer
        FROM messages m WHERE m.id IN @ids
        """;

    /// <summary>The conversations by id.</summary>
    public static async Task<Dictionary<Guid, ConversationFacts>> OfConversationsAsync(
        DbSession db, IReadOnlyCollection<Guid> ids, ChannelRegistry channels, CancellationToken ct) => ids.Count == 0 ? []
        : (await db.ListAsync<ConversationFacts>(Conversations, ids, null, ct)).ToDictionary(
            facts => facts.Id, facts => facts with { ChannelKind = channels.Find(facts.ReplyChannel)?.Account.Kind });

    /// <summary>The messages by id.</summary>
    public static async Task<Dictionary<Guid, ClockedMessage>> OfMessagesAsync(DbSession db, IReadOnlyCollection<Guid> ids, CancellationToken ct) =>
        ids.Count == 0 ? [] : (await db.ListAsync<ClockedMessage>(Messages, ids, null, ct)).ToDictionary(message => message.Id);
}
