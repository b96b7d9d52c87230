using System.Text;
using Hub.Core.Security;
using Hub.Core.Storage;

namespace Hub.Core.Conversations;

/// <summary>
/// Lists conversations: the latest active first, in the view of those waiting the longest waiting first, and where asked the next due first. What it shows of their subjects
/// and messages hides codes (<see cref="CodeMask"/>), so it is not for writing back.
/// </summary>
public static class ConversationList
{
    /// <summary>One page of what the subject may see.</summary>
    public static async Task<List<Conversation>> ReadAsync(DbSession db, ConversationFilter filter, Subject subject, CancellationToken ct)
    {
        var args = Arguments(filter, subject);
        var found = filter.Ids is { } ids
            ? await db.ListAsync<Conversation>(Sql(filter), ids, args, ct)
            : await db.ListAsync<Conversation>(Sql(filter), args, ct);
        return found.ConvertAll(one => one with { Subject = CodeMask.Apply(one.Subject), Preview = CodeMask.Apply(one.Preview, one.Subject) });
    }

    /// <summary>How many conversations the subject would see, counted up to the filter's limit.</summary>
    public static Task<long> CountAsync(DbSession db, ConversationFilter filter, Subject subject, CancellationToken ct) =>
        db.FirstAsync<long>(
            $"SELECT COUNT(*) FROM (SELECT 1 FROM conversations c{Where(filter)} LIMIT @Limit) AS counted", Arguments(filter, subject), ct);

    /// <summary>The place of a conversation in the list that this filter makes.</summary>
    public static ConversationPlace PlaceOf(Conversation conversation, ConversationFilter filter) =>
        new((filter.DueFirst ? conversation.ClockDueAt : LongestFirst(filter) ? conversation.WaitingSince : conversation.ActiveAt) ?? 0, conversation.Number);

    private static bool LongestFirst(ConversationFilter filter) => filter.View == ConversationFilter.Views.Waiting;

    private static object Arguments(ConversationFilter filter, Subject subject)
    {
        var (everyConversation, viewerId) = Authorizer.SqlOf(subject);
        return new
        {
            everyConversation, viewerId, filter.QueueId, filter.AssigneeId, filter.Status, filter.Channel, filter.ContactId, filter.Limit,
            filter.Number, At = filter.After?.At, After = filter.After?.Number,
        };
    }

    private static string Sql(ConversationFilter filter) =>
        (filter.DueFirst ? ConversationStore.ShownDue : ConversationStore.Shown) + Where(filter)
        + (filter.DueFirst ? " ORDER BY k.due_at, c.number"
            : LongestFirst(filter) ? " ORDER BY c.waiting_since, c.number" : " ORDER BY c.active_minute DESC, c.active_at DESC, c.number DESC") + " LIMIT @Limit";

    private static string HasClock(string condition) => $"c.id IN (SELECT s.conversation_id FROM service_clocks s WHERE s.ended_at IS NULL{condition})";

    private static string Where(ConversationFilter filter)
    {
        var sql = new StringBuilder($" WHERE {Authorizer.VisibleConversationsSql}");
        void And(bool given, string condition)
        {
            if (given) sql.Append(" AND ").Append(condition);
        }

        And(filter.View == ConversationFilter.Views.Mine, "c.assignee_id = @viewerId");
        And(filter.View == ConversationFilter.Views.Consulted, "c.consulted_id = @viewerId");
        And(filter.View == ConversationFilter.Views.Unassigned, "c.assignee_id IS NULL AND c.status <> 'resolved'");
        And(LongestFirst(filter), "c.waiting_since IS NOT NULL AND c.status = 'open'");
        And(filter.View == ConversationFilter.Views.Junk, "c.junk");
        And(filter.View != ConversationFilter.Views.Junk && filter.Ids is null && filter.Number is null, "NOT c.junk");
        And(filter.QueueId is not null, "c.queue_id = @QueueId");
        And(filter.AssigneeId is not null, "c.assignee_id = @AssigneeId");
        And(filter.Status is not null, "c.status = @Status");
        And(filter.Channel is not null, "c.channel = @Channel");
        And(filter.ContactId is not null, "c.contact_id = @ContactId");
        And(filter.Number is not null, "c.number = @Number");
        And(filter.Clock == ConversationFilter.Clocks.Running, HasClock(""));
        And(filter.Clock == ConversationFilter.Clocks.Warned, HasClock(" AND s.warned_at IS NOT NULL AND s.breached_at IS NULL"));
        And(filter.Clock == ConversationFilter.Clocks.Breached, HasClock(" AND s.breached_at IS NOT NULL"));
        And(filter.Ids is not null, "c.id IN @ids");
        And(filter.After is not null && filter.DueFirst, "k.due_at >= @At AND (k.due_at, c.number) > (@At, @After)");
        And(filter.After is not null && !filter.DueFirst && LongestFirst(filter), "(c.waiting_since, c.number) > (@At, @After)");
        And(filter.After is not null && !filter.DueFirst && !LongestFirst(filter), "c.active_minute <= @At / 60000 AND (c.active_at, c.number) < (@At, @After)");
        return sql.ToString();
    }
}
