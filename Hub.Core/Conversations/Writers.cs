using Hub.Core.Journal;
using Hub.Core.Security;
using Hub.Core.Storage;

namespace Hub.Core.Conversations;

/// <summary>
/// Who writes an answer at this moment, so that a colleague who looks at the same conversation does not write another. A sign is believed
/// for a short while and renewed while the agent types; the journal tells of the beginning and of the end, not of the renewals.
/// </summary>
public static class Writers
{
    /// <summary>How long a sign is believed.</summary>
    public static readonly TimeSpan Believed = TimeSpan.FromSeconds(12);

    private const string Begin =
        """
        INSERT INTO conversation_writers (conversation_id, agent_id, until_at) VALUES ($1, $2, $3)
        ON CONFLICT (conversation_id, agent_id) DO UPDATE SET until_at = $3 WHERE conversation_writers.until_at < $4
        """;

    private const string Renew = "UPDATE conversation_writers SET until_at = $3 WHERE conversation_id = $1 AND agent_id = $2 AND until_at < $3";

    private const string End = "DELETE FROM conversation_writers WHERE conversation_id = $1 AND agent_id = $2";

    /// <summary>Those who write in a conversation, but for one agent.</summary>
    public static Task<List<Writer>> OthersAsync(DbSession db, Guid conversationId, Guid? but, CancellationToken ct) =>
        db.ListAsync<Writer>(
            """
            SELECT w.agent_id, a.name, w.until_at FROM conversation_writers w JOIN agents a ON a.id = w.agent_id
            WHERE w.conversation_id = @conversationId AND w.until_at > {now} AND w.agent_id <> @but ORDER BY a.name
            """,
            new { conversationId, but = but ?? Guid.Empty }, ct);

    /// <summary>Notes that the agent writes in a conversation, or no longer does.</summary>
    /// <returns>False where there is no such conversation for this agent.</returns>
    public static async Task<bool> SignAsync(Tx tx, Guid conversationId, Subject subject, bool isWriting, CancellationToken ct)
    {
        if (subject.AgentId is not { } agent || await ConversationStore.FindAsync(tx, conversationId, subject, ct) is not { } conversation)
            return false;
        if (await ChangeAsync(tx, (conversationId, agent), isWriting, ct))
        {
            tx.Append(new JournalEntry
            {
                At = tx.Time.NowMs(), Kind = JournalKinds.ConversationWriting, Actor = subject.Actor, ConversationId = conversationId,
                ContactId = conversation.ContactId, QueueId = conversation.QueueId, AgentId = conversation.AssigneeId,
            });
        }

        return true;
    }

    /// <returns>Whether others should look again.</returns>
    private static async Task<bool> ChangeAsync(Tx tx, (Guid Conversation, Guid Agent) who, bool isWriting, CancellationToken ct)
    {
        if (!isWriting) return await tx.Statement(End).Bind(who.Conversation).Bind(who.Agent).ExecuteAsync(ct) == 1;
        var now = tx.Time.NowMs();
        var until = now + (long)Believed.TotalMilliseconds;
        if (await tx.Statement(Begin).Bind(who.Conversation).Bind(who.Agent).Bind(until).Bind(now).ExecuteAsync(ct) == 1) return true;
        await tx.Statement(Renew).Bind(who.Conversation).Bind(who.Agent).Bind(until).ExecuteAsync(ct);
        return false;
    }
}
