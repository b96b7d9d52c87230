using Hub.Core.Journal;
using Hub.Core.Security;
using Hub.Core.Storage;

namespace Hub.Core.Conversations;

/// <summary>
/// Who writes in a conversation at this moment: an agent, so that a colleague who looks at it does not write another answer, or the customer,
/// who is about to say more. A sign is believed for a short while and renewed while they type; the journal tells of the beginning and of the
/// end, not of the renewals.
/// </summary>
public static class Writers
{
    /// <summary>How long a sign is believed.</summary>
    public static readonly TimeSpan Believed = TimeSpan.FromSeconds(12);

    private const string Begin =
        """
        INSERT INTO conversation_writers (conversation_id, writer_id, until_at) VALUES ($1, $2, $3)
        ON CONFLICT (conversation_id, writer_id) DO UPDATE SET until_at = $3 WHERE conversation_writers.until_at < $4
        """;

    private const string Renew = "UPDATE conversation_writers SET until_at = $3 WHERE conversation_id = $1 AND writer_id = $2 AND until_at < $3";

    private const string End = "DELETE FROM conversation_writers WHERE conversation_id = $1 AND writer_id = $2";

    /// <summary>Those who write in a conversation, but for one agent.</summary>
    public static Task<List<Writer>> OthersAsync(DbSession db, Guid conversationId, Guid? but, CancellationToken ct) =>
        db.ListAsync<Writer>(
            """
            SELECT w.writer_id AS id, a.name, w.until_at FROM conversation_writers w LEFT JOIN agents a ON a.id = w.writer_id
            WHERE w.conversation_id = @conversationId AND w.until_at > {now} AND w.writer_id <> @but ORDER BY a.name
            """,
            new { conversationId, but = but ?? Guid.Empty }, ct);

    /// <summary>Notes that the agent writes in a conversation, or no longer does.</summary>
    /// <returns>False where there is no such conversation for this agent.</returns>
    public static async Task<bool> SignAsync(Tx tx, Guid conversationId, Subject subject, bool isWriting, CancellationToken ct)
    {
        if (subject.AgentId is not { } agent || await ConversationStore.FindAsync(tx, conversationId, subject, ct) is not { } found)
            return false;
        var conversation = new WrittenIn { Id = found.Id, ContactId = found.ContactId, QueueId = found.QueueId, AssigneeId = found.AssigneeId };
        await SignAsync(tx, conversation, (agent, subject.Actor), isWriting, ct);
        return true;
    }

    /// <summary>Notes that the customer writes in the open conversation that they have on a channel, or no longer does.</summary>
    /// <returns>False where there is none.</returns>
    public static async Task<bool> SignAsync(Tx tx, string channel, Guid contactId, bool isWriting, CancellationToken ct)
    {
        var conversation = await tx.FirstAsync<WrittenIn>(
            """
            SELECT id, contact_id, queue_id, assignee_id FROM conversations
            WHERE contact_id = @contactId AND channel = @channel AND status <> 'resolved' ORDER BY number DESC LIMIT 1
            """,
            new { contactId, channel }, ct);
        if (conversation is null) return false;
        await SignAsync(tx, conversation, (contactId, $"channel:{channel}"), isWriting, ct);
        return true;
    }

    private static async Task SignAsync(Tx tx, WrittenIn conversation, (Guid Id, string Actor) who, bool isWriting, CancellationToken ct)
    {
        if (!await ChangeAsync(tx, (conversation.Id, who.Id), isWriting, ct)) return;
        tx.Append(new JournalEntry
        {
            At = tx.Time.NowMs(), Kind = JournalKinds.ConversationWriting, Actor = who.Actor, ConversationId = conversation.Id,
            ContactId = conversation.ContactId, QueueId = conversation.QueueId, AgentId = conversation.AssigneeId,
        });
    }

    /// <returns>Whether others should look again.</returns>
    private static async Task<bool> ChangeAsync(Tx tx, (Guid Conversation, Guid Writer) who, bool isWriting, CancellationToken ct)
    {
        if (!isWriting) return await tx.Statement(End).Bind(who.Conversation).Bind(who.Writer).ExecuteAsync(ct) == 1;
        var now = tx.Time.NowMs();
        var until = now + (long)Believed.TotalMilliseconds;
        if (await tx.Statement(Begin).Bind(who.Conversation).Bind(who.Writer).Bind(until).Bind(now).ExecuteAsync(ct) == 1) return true;
        await tx.Statement(Renew).Bind(who.Conversation).Bind(who.Writer).Bind(until).ExecuteAsync(ct);
        return false;
    }

    private sealed record WrittenIn
    {
        public required Guid Id { get; init; }

        public required Guid ContactId { get; init; }

        public required Guid? QueueId { get; init; }

        public required Guid? AssigneeId { get; init; }
    }
}
