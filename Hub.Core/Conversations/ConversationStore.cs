using System.Text.Json.Nodes;
using Hub.Core.Journal;
using Hub.Core.Routing;
using Hub.Core.Routing.Choosing;
using Hub.Core.Security;
using Hub.Core.Storage;
using Hub.Core.Timers;

namespace Hub.Core.Conversations;

/// <summary>Reads and changes conversations; changes are steps of the caller's unit of work.</summary>
public static class ConversationStore
{
    private const string Columns =
        """
        c.id, c.number, c.contact_id, c.channel, c.reply_channel, c.point_id, c.status, c.threaded, c.queue_id, c.assignee_id, c.offered_to, c.consulted_id, c.weight,
        c.parked_weight, c.interrupts, c.priority, c.subject, c.tags, c.snoozed_until, c.waiting_since, c.active_at, c.resolved_at, c.linked_to, c.merged_into,
        c.may_belong_to, c.version, c.created_at, c.junk, c.skills, c.language
        """;

    /// <summary>Everything that is shown of a conversation; conditions on <c>c</c> follow.</summary>
    internal const string Shown =
        $"""
        {Fields} FROM conversations c JOIN contacts p ON p.id = c.contact_id {Names}
          LEFT JOIN service_clocks k ON k.id = (SELECT s.id FROM service_clocks s WHERE s.conversation_id = c.id AND s.ended_at IS NULL
            ORDER BY CASE WHEN s.due_at IS NULL THEN 1 ELSE 0 END, s.due_at, s.id LIMIT 1)
        """;

    /// <summary>The same of those in which something is due, by the clock <c>k</c> that is due first. Clocks come first, so that SQLite walks along them.</summary>
    internal const string ShownDue =
        $"""
        {Fields} FROM service_clocks k CROSS JOIN conversations c JOIN contacts p ON p.id = c.contact_id
          AND c.id = k.conversation_id AND k.ended_at IS NULL AND k.due_at IS NOT NULL AND NOT EXISTS (
            SELECT 1 FROM service_clocks s WHERE s.conversation_id = c.id AND s.ended_at IS NULL AND (s.due_at, s.id) < (k.due_at, k.id)) {Names}
        """;

    private const string Fields =
        $"""
        SELECT {Columns}, k.metric AS clock_metric, k.due_at AS clock_due_at, k.paused_at AS clock_paused_at, k.warned_at AS clock_warned_at,
          k.breached_at AS clock_breached_at, p.name AS contact_name, q.key AS queue_key, q.name AS queue_name, a.name AS assignee_name,
          (SELECT COALESCE(m.preview, SUBSTR(m.body, 1, 160)) FROM messages m
           WHERE m.conversation_id = c.id AND m.direction <> 'note' AND COALESCE(m.flags, '') <> 'autoReply' ORDER BY m.seq DESC LIMIT 1) AS preview
        """;

    private const string Names = "LEFT JOIN queues q ON q.id = c.queue_id LEFT JOIN agents a ON a.id = c.assignee_id";

    private const string Update =
        """
        UPDATE conversations SET status = @Status, queue_id = @QueueId, assignee_id = @AssigneeId, offered_to = @OfferedTo,
          consulted_id = @ConsultedId, last_agent_id = COALESCE(@AssigneeId, last_agent_id), priority = @Priority, tags = @Tags,
          snoozed_until = @SnoozedUntil, waiting_since = @WaitingSince, resolved_at = @ResolvedAt, subject = @Subject, active_at = @ActiveAt,
          reply_channel = @ReplyChannel, point_id = @PointId, merged_into = @MergedInto, may_belong_to = @MayBelongTo, junk = @Junk, skills = @Skills, language = @Language,
          version = version + 1
        WHERE id = @Id
        """;

    /// <summary>The conversation, or null where it is not there or the subject may not see it.</summary>
    public static async Task<Conversation?> FindAsync(DbSession db, Guid id, Subject subject, CancellationToken ct)
    {
        var found = await ShowAsync(db, id, ct);
        return found is not null && MaySee(subject, found) ? found : null;
    }

    /// <summary>Changes a conversation.</summary>
    /// <param name="tx">The unit of work.</param>
    /// <param name="wish">Which one, at which version the caller saw it (null: at any), and how.</param>
    /// <param name="subject">Who changes.</param>
    /// <param name="ct">Ends the unit.</param>
    public static async Task<ChangeResult> ChangeAsync(
        Tx tx, (Guid Id, long? Version, ConversationChange Change) wish, Subject subject, CancellationToken ct)
    {
        if (await LockAsync(tx, wish.Id, ct) is not { } before || !MaySee(subject, before)) return new ChangeResult.NotFound();
        if (wish.Version is { } version && version != before.Version) return new ChangeResult.VersionDiffers((await ShowAsync(tx, wish.Id, ct))!);
        if (await FaultAsync(tx, before, wish.Change, ct) is { } fault) return fault;
        var after = Apply(before, wish.Change, tx.Time.NowMs());
        await SaveAsync(tx, before, after, subject.Actor, ct);
        return new ChangeResult.Done((await ShowAsync(tx, wish.Id, ct))!);
    }

    /// <summary>The conversation as it is shown, whoever looks.</summary>
    internal static Task<Conversation?> ShowAsync(DbSession db, Guid id, CancellationToken ct) =>
        db.FirstAsync<Conversation>($"{Shown} WHERE c.id = @id", new { id }, ct);

    internal static Task<Conversation?> LockAsync(Tx tx, Guid id, CancellationToken ct) =>
        tx.FirstAsync<Conversation>($"SELECT {Columns} FROM conversations c WHERE c.id = @id {{forUpdate}}", new { id }, ct);

    /// <summary>Why nothing is done in a conversation that was merged.</summary>
    internal static string MergedReason(Guid holder) => $"was merged into {Ids.Text(holder)}, which holds everything that was in it";

    internal static bool MaySee(Subject subject, Conversation conversation) =>
        Authorizer.Allows(subject, "conversations.read", new Guarded.Conversation(conversation.QueueId, conversation.AssigneeId, conversation.ConsultedId));

    /// <summary>Writes the new state: the row, its assignee's load, its timer and the journal.</summary>
    internal static async Task SaveAsync(Tx tx, Conversation before, Conversation after, string actor, CancellationToken ct)
    {
        if (!OfferStands(before, after)) after = after with { OfferedTo = null };
        if (after.Status == ConversationStatus.Resolved || after.AssigneeId == after.ConsultedId) after = after with { ConsultedId = null };
        await tx.ExecuteAsync(Update, after, ct);
        if (before.OfferedTo is not null && after.OfferedTo is null) await Offers.EndAsync(tx, before, after, actor, ct);
        await Capacity.MoveAsync(tx, before.Carried, after.Carried, ct);
        if (after.SnoozedUntil is { } until) await TimerQueue.SetAsync(tx, SnoozeTimer.TimerKind, after.Id, until.ToTime(), ct);
        else if (before.SnoozedUntil is not null) await TimerQueue.CancelAsync(tx, SnoozeTimer.TimerKind, after.Id, ct);
        Journalise(tx, before, after, actor);
    }

    /// <summary>An offer is of one that waits in its queue; whatever else becomes of it ends the offer.</summary>
    private static bool OfferStands(Conversation before, Conversation after) =>
        after is { AssigneeId: null, Status: ConversationStatus.Open } && after.QueueId == before.QueueId;

    private static async Task<ChangeResult?> FaultAsync(Tx tx, Conversation before, ConversationChange change, CancellationToken ct)
    {
        if (before.MergedInto is { } holder) return new ChangeResult.Refused("id", MergedReason(holder));
        if (change.Status is { } status && !ConversationStatus.All.Contains(status))
            return new ChangeResult.Refused("status", $"is not one of {string.Join(", ", ConversationStatus.All)}");
        if (change.Status == ConversationStatus.Snoozed && change.SnoozeUntil is null && before.SnoozedUntil is null)
            return new ChangeResult.Refused("snoozeUntil", "is needed to snooze");
        if (before.Junk && StatusAfter(before, change) != ConversationStatus.Resolved)
            return new ChangeResult.Refused("status", "is that of junk: the mark has to be taken off first");
        if (change.SnoozeUntil is { } until && until <= tx.Time.GetUtcNow())
            return new ChangeResult.Refused("snoozeUntil", "is in the past");
        if (change.QueueId is { IsGiven: true, Value: { } queue } && !await ExistsAsync(tx, "queues", queue, ct))
            return new ChangeResult.Refused("queue", "does not exist");
        if (change.AssigneeId is { IsGiven: true, Value: { } agent } && !await ExistsAsync(tx, "agents", agent, ct))
            return new ChangeResult.Refused("assignee", "does not exist");
        if (change.Tags is { } tags && (tags.Count > ConversationTags.Most || tags.Any(tag => tag.Length is 0 or > ConversationTags.Longest)))
            return new ChangeResult.Refused("tags", $"are at most {ConversationTags.Most}, of 1 to {ConversationTags.Longest} characters each");
        return await ReopensBesideAnotherAsync(tx, before, change, ct)
            ? new ChangeResult.Refused("status", "the contact has another open conversation on this channel, which has no threads")
            : null;
    }

    internal static async Task<bool> ReopensBesideAnotherAsync(Tx tx, Conversation before, ConversationChange change, CancellationToken ct) =>
        before is { Status: ConversationStatus.Resolved, Threaded: false }
        && StatusAfter(before, change) != ConversationStatus.Resolved
        && await tx.FirstAsync<long>(
            """
            SELECT COUNT(*) FROM conversations
            WHERE contact_id = @ContactId AND channel = @Channel AND NOT threaded AND status <> 'resolved'
            """,
            before, ct) > 0;

    private static async Task<bool> ExistsAsync(Tx tx, string table, Guid id, CancellationToken ct) =>
        await tx.FirstAsync<long>($"SELECT COUNT(*) FROM {table} WHERE id = @id", new { id }, ct) > 0;

    private static string StatusAfter(Conversation before, ConversationChange change) =>
        change.Status ?? (change.SnoozeUntil is null ? before.Status : ConversationStatus.Snoozed);

    private static Conversation Apply(Conversation before, ConversationChange change, long now)
    {
        var status = StatusAfter(before, change);
        var resolved = status == ConversationStatus.Resolved;
        return before with
        {
            Status = status,
            QueueId = change.QueueId.Or(before.QueueId),
            AssigneeId = change.AssigneeId.Or(before.AssigneeId),
            Priority = change.Priority ?? before.Priority,
            Tags = change.Tags is { } tags ? ConversationTags.Write(tags) : before.Tags,
            Skills = change.Skills is { } skills ? SkillNeed.WriteAll(skills) : before.Skills,
            SnoozedUntil = status == ConversationStatus.Snoozed ? change.SnoozeUntil?.ToMs() ?? before.SnoozedUntil : null,
            WaitingSince = resolved ? null : before.WaitingSince,
            ResolvedAt = resolved ? before.ResolvedAt ?? now : null,
        };
    }

    private static void Journalise(Tx tx, Conversation before, Conversation after, string actor)
    {
        var changes = new JsonObject();
        if (after.Status != before.Status) changes["status"] = after.Status;
        if (after.QueueId != before.QueueId) changes["queue"] = Text(after.QueueId);
        if (after.AssigneeId != before.AssigneeId) changes["assignee"] = Text(after.AssigneeId);
        if (after.ConsultedId != before.ConsultedId) changes["consulted"] = Text(after.ConsultedId);
        if (after.Junk != before.Junk) changes["junk"] = after.Junk;
        if (after.Priority != before.Priority) changes["priority"] = after.Priority;
        if (after.Tags != before.Tags) changes["tags"] = true;
        if (after.Skills != before.Skills) changes["skills"] = true;
        if (after.Language != before.Language) changes["language"] = after.Language;
        if (after.Subject != before.Subject) changes["subject"] = true;
        if (after.MergedInto != before.MergedInto) changes["mergedInto"] = Text(after.MergedInto);
        if (after.MayBelongTo != before.MayBelongTo) changes["mayBelongTo"] = Text(after.MayBelongTo);
        if (after.SnoozedUntil != before.SnoozedUntil) changes["snoozedUntil"] = after.SnoozedUntil;
        var entry = new JournalEntry
        {
            At = tx.Time.NowMs(),
            Kind = JournalKinds.ConversationChanged,
            Actor = actor,
            ConversationId = after.Id,
            ContactId = after.ContactId,
            QueueId = after.QueueId,
            AgentId = after.AssigneeId,
            Changes = changes.ToJsonString(),
        };
        tx.Append(entry);
        if (before.ConsultedId is { } asked && asked != after.ConsultedId) tx.Append(entry with { Kind = JournalKinds.ConsultEnded, AgentId = asked });
        if (after.ConsultedId is { } asking && asking != before.ConsultedId) tx.Append(entry with { Kind = JournalKinds.ConsultAsked, AgentId = asking });
        // those who saw it where it was hear that it left
        if (before.QueueId != after.QueueId || before.AssigneeId != after.AssigneeId)
            tx.Append(entry with { Kind = JournalKinds.ConversationLeft, QueueId = before.QueueId, AgentId = before.AssigneeId, Changes = null });
    }

    private static string? Text(Guid? id) => id is { } known ? Ids.Text(known) : null;
}
