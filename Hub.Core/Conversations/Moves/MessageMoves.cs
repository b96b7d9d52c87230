using System.Text.Json.Nodes;
using Hub.Core.Conversations.Threading;
using Hub.Core.Journal;
using Hub.Core.Storage;

namespace Hub.Core.Conversations.Moves;

/// <summary>
/// Takes messages from one conversation to another with what hangs on them: their deliveries, whatever their state, and the names by which
/// answers mean them. Both conversations are locked. A delivery that is under way goes on as it was; only two at once in the same
/// conversation and channel there cannot be.
/// </summary>
internal static class MessageMoves
{
    private const string Columns = "id, direction, channel, contact_id, point_id, subject, joined_by, stored_at";

    private const string Chosen = $"SELECT {Columns} FROM messages WHERE conversation_id = @from AND id IN @ids ORDER BY seq";

    private const string First = $"SELECT {Columns} FROM messages WHERE conversation_id = @from ORDER BY seq LIMIT @most";

    private const string Count = "SELECT COUNT(*) FROM messages WHERE conversation_id = @from";

    // what a message is called by outside bears the number of the conversation in which it was written first
    private const string Rehome =
        """
        UPDATE messages SET conversation_id = @to, joined_by = @reason, written_in = COALESCE(written_in, @number)
        WHERE conversation_id = @from AND id IN @ids RETURNING id
        """;

    private const string TakeDeliveries = "UPDATE deliveries SET conversation_id = @to WHERE message_id IN @ids RETURNING id";

    private const string TakeNames =
        "UPDATE conversation_threads SET conversation_id = @to WHERE conversation_id = @from AND message_id IN @ids RETURNING conversation_id";

    private const string BothUnderWay =
        """
        SELECT COUNT(*) FROM deliveries d JOIN deliveries e ON e.channel = d.channel
        WHERE d.message_id IN @ids AND d.state IN ('leased', 'attempting') AND e.conversation_id = @to AND e.state IN ('leased', 'attempting')
        """;

    /// <summary>Those of these messages that the conversation holds, in their order.</summary>
    public static Task<List<MovedMessage>> ChosenAsync(Tx tx, Guid from, IReadOnlyCollection<Guid> ids, CancellationToken ct) =>
        tx.ListAsync<MovedMessage>(Chosen, ids, new { from }, ct);

    /// <summary>The first messages of a conversation, in their order.</summary>
    public static Task<List<MovedMessage>> FirstAsync(Tx tx, Guid from, int most, CancellationToken ct) =>
        tx.ListAsync<MovedMessage>(First, new { from, most }, ct);

    /// <summary>How many messages a conversation holds.</summary>
    public static Task<long> CountAsync(Tx tx, Guid from, CancellationToken ct) => tx.FirstAsync<long>(Count, new { from }, ct);

    /// <summary>Whether one of these is being sent at this moment, and one of the other conversation by the same channel as well.</summary>
    public static async Task<bool> WouldCollideAsync(Tx tx, IReadOnlyList<MovedMessage> messages, Guid to, CancellationToken ct) =>
        messages.Count > 0 && (await tx.ListAsync<long>(BothUnderWay, Ids(messages), new { to }, ct))[0] > 0;

    /// <summary>Moves messages; the journal tells of each.</summary>
    /// <param name="tx">The unit of work.</param>
    /// <param name="way">From where, and to where with the queue and the assignee that it will have.</param>
    /// <param name="messages">The messages; all of the one that they leave.</param>
    /// <param name="remarks">One of <see cref="JoinReason"/>, and who moves them.</param>
    /// <param name="ct">Ends the unit.</param>
    public static async Task RunAsync(
        Tx tx, (Conversation From, Conversation To) way, IReadOnlyList<MovedMessage> messages, (string Reason, string Actor) remarks, CancellationToken ct)
    {
        if (messages.Count == 0) return;
        var args = new { from = way.From.Id, to = way.To.Id, number = way.From.Number, reason = remarks.Reason };
        var ids = Ids(messages);
        await tx.ListAsync<Guid>(Rehome, ids, args, ct);
        await tx.ListAsync<Guid>(TakeDeliveries, ids, args, ct);
        await tx.ListAsync<Guid>(TakeNames, ids, args, ct);
        // an order that held one of them back may not any more
        tx.Announce(Topic.Deliveries);
        foreach (var message in messages) Journalise(tx, way, message, remarks);
    }

    private static List<Guid> Ids(IReadOnlyList<MovedMessage> messages) => [.. messages.Select(message => message.Id)];

    private static void Journalise(
        Tx tx, (Conversation From, Conversation To) way, MovedMessage message, (string Reason, string Actor) remarks) =>
        tx.Append(new JournalEntry
        {
            At = tx.Time.NowMs(),
            Kind = JournalKinds.MessageMoved,
            Actor = remarks.Actor,
            ConversationId = way.To.Id,
            MessageId = message.Id,
            ContactId = way.To.ContactId,
            QueueId = way.To.QueueId,
            AgentId = way.To.AssigneeId,
            Changes = new JsonObject { ["from"] = Core.Ids.Text(way.From.Id), ["by"] = remarks.Reason, ["joinedBy"] = message.JoinedBy }.ToJsonString(),
        });
}
