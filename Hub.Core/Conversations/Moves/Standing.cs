using Hub.Core.Storage;

namespace Hub.Core.Conversations.Moves;

/// <summary>How a conversation stands by the messages that it holds: whether its customer waits, and where the customer wrote from last.</summary>
internal static class Standing
{
    // what came after the last word of ours; a program's own is none
    private const string Unanswered =
        """
        SELECT m.stored_at, m.flags FROM messages m
        WHERE m.conversation_id = $1 AND m.direction = 'in' AND m.seq > COALESCE((
          SELECT MAX(o.seq) FROM messages o WHERE o.conversation_id = $1 AND o.direction = 'out' AND COALESCE(o.flags, '') <> 'autoReply'), 0)
        ORDER BY m.seq LIMIT 100
        """;

    private const string LastPlace =
        """
        SELECT channel, point_id FROM messages
        WHERE conversation_id = $1 AND direction = 'in' AND contact_id = $2 AND point_id IS NOT NULL ORDER BY seq DESC LIMIT 1
        """;

    /// <summary>After messages have left: whoever did not wait before does not now.</summary>
    public static async Task<Conversation> AfterLossAsync(Tx tx, Conversation now, CancellationToken ct) =>
        await PlacedAsync(tx, now, ct) with { WaitingSince = now.WaitingSince is null ? null : await WaitingSinceAsync(tx, now.Id, ct) };

    /// <summary>After messages have come: a customer's that nobody answered brings back what was put aside, but not what is done.</summary>
    public static async Task<Conversation> AfterGainAsync(Tx tx, Conversation now, bool hasCustomers, CancellationToken ct)
    {
        var placed = await PlacedAsync(tx, now, ct);
        if (now.Status == ConversationStatus.Resolved) return placed;
        var waiting = hasCustomers || now.WaitingSince is not null ? await WaitingSinceAsync(tx, now.Id, ct) : null;
        return hasCustomers && waiting is not null
            ? placed with { WaitingSince = waiting, Status = ConversationStatus.Open, SnoozedUntil = null }
            : placed with { WaitingSince = waiting };
    }

    private static async Task<Conversation> PlacedAsync(Tx tx, Conversation now, CancellationToken ct)
    {
        var last = await tx.Statement(LastPlace).Bind(now.Id).Bind(now.ContactId).FirstAsync(row => Tuple.Create(row.Text(0), row.Id(1)), ct);
        return last is null ? now : now with { ReplyChannel = last.Item1, PointId = last.Item2 };
    }

    private static async Task<long?> WaitingSinceAsync(Tx tx, Guid id, CancellationToken ct)
    {
        var unanswered = await tx.Statement(Unanswered).Bind(id).ListAsync(row => (StoredAt: row.Long(0), Flags: row.TextOrNull(1)), ct);
        var first = unanswered.FindIndex(message => !MessageFlag.IsAnswerless(message.Flags));
        return first < 0 ? null : unanswered[first].StoredAt;
    }
}
