using Hub.Core.Alarms;
using Hub.Core.Channels;
using Hub.Core.Conversations;
using Hub.Core.Conversations.Threading;
using Hub.Core.Deliveries;
using Hub.Core.Journal;
using Hub.Core.Junk;
using Hub.Core.Routing;
using Hub.Core.Storage;

namespace Hub.Core.Arrivals;

/// <summary>
/// What one arrival does to the store, in one transaction: claim its source key, find its sender and its conversation, append the message.
/// Locks are taken in the fixed order contact, conversation, journal.
/// </summary>
internal sealed class ArrivalUnit(ChannelAccount account, Arrival arrival, (Joining Joining, SoftBounces SoftBounces) rules, AlarmStore alarms)
{
    /// <summary>Tells those who hear of it that it is nothing to look up for.</summary>
    private const string InJunk = """{"junk":true}""";

    // the usual case apart, because a column that is set rewrites its indexes even where it stays as it is. Where answers go is the
    // customer's choice alone: it stays when somebody else writes
    private const string TouchWaiting =
        """
        UPDATE conversations SET active_at = $2, version = version + 1,
          reply_channel = COALESCE($3, reply_channel), point_id = COALESCE($4, point_id)
        WHERE id = $1
        """;

    private const string TouchQuietly = "UPDATE conversations SET active_at = $2, version = version + 1 WHERE id = $1";

    // one that was resolved has no assignee when it reopens: the router finds one anew
    private const string TouchConversation =
        """
        UPDATE conversations SET active_at = $2, version = version + 1, status = 'open',
          reply_channel = COALESCE($3, reply_channel), point_id = COALESCE($4, point_id),
          assignee_id = CASE WHEN status = 'resolved' THEN NULL ELSE assignee_id END,
          waiting_since = COALESCE(waiting_since, $2), resolved_at = NULL, snoozed_until = NULL
        WHERE id = $1
        """;

    public async Task<IntakeResult> RunAsync(Tx tx, CancellationToken ct)
    {
        var claimed = await SourceClaim.TakeAsync(tx, account.Id, arrival, ct);
        var verdict = await JunkJudge.LookUpAsync(tx, account, arrival.Address, ct);
        var (found, open) = await FindAsync(tx, ct);
        if (await SourceClaim.KnownAsync(tx, account.Id, (arrival, claimed), ct) is { } known) return await RepeatedAsync(tx, known, ct);

        if (arrival.Message.Report is { } report && await SentReports.FindAsync(tx, report, ct) is { } sent)
            return await ReportUnit.RunAsync(tx, account, arrival, (sent, report, rules.SoftBounces), ct);
        var sender = found ?? await Senders.AddAsync(tx, account.PointKind, arrival.Address, arrival.Message.FromName, owner: null, ct);
        // another arrival has added the contact meanwhile, and begun a conversation
        if (found is null && !sender.IsNew) open = await OpenAsync(tx, ct);
        var isIdReused = await SourceClaim.IsIdReusedAsync(tx, account.Id, arrival.Message.Source, ct);
        var isJunk = JunkJudge.IsJunk(verdict?.Value, arrival.Message);
        var joined = JunkJudge.Apply(await rules.Joining.DecideAsync(tx, account, arrival.Message, (sender, open), ct), isJunk);
        var conversation = joined.Conversation is { } there
            ? await TouchAsync(tx, there, sender, ct)
            : await OpenAsync(tx, sender, joined, ct);
        if (!isIdReused) await NameAsync(tx, conversation.Id, sender, joined, ct);
        await AppendAsync(tx, (conversation, joined), sender, FlagsOf(isIdReused, isJunk, sender.IsStaff), ct);
        return joined.Conversation is null
            ? new IntakeResult.Created(arrival.MessageId, conversation.Id)
            : new IntakeResult.Appended(arrival.MessageId, conversation.Id);
    }

    /// <summary>The sender, and where the arrival names no thread the sender's open conversation, both in one round trip.</summary>
    private async Task<(Sender? Sender, JoinableConversation? Open)> FindAsync(Tx tx, CancellationToken ct)
    {
        if (arrival.Message.Thread is not null) return (await Senders.FindAsync(tx, account.PointKind, arrival.Address, ct), null);
        // the second statement sees what is there once the first has the contact's lock
        var sender = await Senders.FindWithNextAsync(tx, account.PointKind, arrival.Address, ct);
        var open = await OpenAsync(tx, ct);
        return (sender.Value, open);
    }

    private async Task<JoinableConversation?> OpenAsync(Tx tx, CancellationToken ct) =>
        arrival.Message.Thread is null ? await Joining.OpenOfAsync(tx, account, arrival.Address, ct) : null;

    private async Task<IntakeResult> RepeatedAsync(Tx tx, KnownSource known, CancellationToken ct)
    {
        if (known.ContentHash != arrival.ContentHash && known.ConversationId is not null) await KeepVariantAsync(tx, known.MessageId, ct);
        return new IntakeResult.Duplicate(known.MessageId, known.ConversationId);
    }

    private async Task KeepVariantAsync(Tx tx, Guid message, CancellationToken ct)
    {
        var isNew = await tx.ExecuteAsync(
            """
            INSERT INTO message_variants (message_id, content_hash, body, body_hash, stored_at)
            VALUES (@message, @hash, @body, @bodyHash, @now) ON CONFLICT (message_id, content_hash) DO NOTHING
            """,
            new { message, hash = arrival.ContentHash, body = arrival.Text.Inline, bodyHash = arrival.Text.Hash, now = tx.Time.NowMs() },
            ct);
        if (isNew == 1)
            await alarms.RaiseAsync(
                tx, "message.variant", Ids.Text(message), "Other content came under the id of a message that is held already.", ct);
    }

    private async Task<OpenedConversation> OpenAsync(Tx tx, Sender sender, Joined joined, CancellationToken ct)
    {
        var id = Ids.New(tx.Time);
        var queue = await NewConversationRow.InsertAsync(tx, account, arrival.Message, (id, sender, joined), ct);
        tx.Append(Entry(tx, JournalKinds.ConversationCreated, id, sender, queue, null) with { Changes = joined.IsJunk ? InJunk : null });
        return new OpenedConversation(id, queue, null);
    }

    /// <summary>Notes by what name later messages of this sender mean the conversation.</summary>
    private async Task NameAsync(Tx tx, Guid conversation, Sender sender, Joined joined, CancellationToken ct)
    {
        if (arrival.Message.Thread is not { } thread) return;
        var isNoted = joined.Conversation is not null && thread.KnownAs == joined.Name;
        await ThreadNames.NoteAsync(tx, (account.Id, sender.ContactId, conversation, arrival.MessageId), isNoted ? thread with { KnownAs = null } : thread, rules.Joining.Referred(thread), ct);
    }

    /// <summary>What of it is read later in the unit was read under its lock.</summary>
    private async Task<OpenedConversation> TouchAsync(Tx tx, JoinableConversation open, Sender sender, CancellationToken ct)
    {
        if (arrival.Message.IsQuiet || open.Junk)
        {
            await tx.Statement(TouchQuietly).Bind(open.Id).Bind(tx.Time.NowMs()).ExecuteAtEndAsync(tx, ct);
            return new OpenedConversation(open.Id, open.QueueId, open.AssigneeId);
        }

        var isCustomer = sender.ContactId == open.ContactId;
        await tx.Statement(open.IsWaiting ? TouchWaiting : TouchConversation)
            .Bind(open.Id).Bind(tx.Time.NowMs()).Bind(isCustomer ? account.Id : null).Bind(isCustomer ? sender.PointId : (Guid?)null)
            .ExecuteAtEndAsync(tx, ct);
        var assignee = open.Status == ConversationStatus.Resolved ? null : open.AssigneeId;
        if (open.IsParked && assignee is { } carrier) await Capacity.WakeAsync(tx, carrier, open.Id, ct);
        if (open.Status != ConversationStatus.Open)
            tx.Append(Entry(tx, JournalKinds.ConversationChanged, open.Id, sender, open.QueueId, assignee) with { Changes = """{"status":"open"}""" });
        return new OpenedConversation(open.Id, open.QueueId, assignee);
    }

    private async Task AppendAsync(Tx tx, (OpenedConversation, Joined) place, Sender sender, string? flags, CancellationToken ct)
    {
        var (conversation, joined) = place;
        await MessageRows.InsertAsync(tx, arrival, (account.Id, conversation.Id, new ArrivalWriter(MessageDirection.In, sender)), (joined.Reason, flags), ct);
        tx.Append(Entry(tx, JournalKinds.MessageReceived, conversation.Id, sender, conversation.QueueId, conversation.AssigneeId)
            with { MessageId = arrival.MessageId, Changes = joined.IsJunk ? InJunk : null });
    }

    private string? FlagsOf(bool isIdReused, bool isJunk, bool isStaff)
    {
        var flags = new List<string>(arrival.Message.Flags);
        if (isIdReused) flags.Add(MessageFlag.IdReused);
        if (isJunk) flags.Add(MessageFlag.Junk);
        if (isStaff) flags.Add(MessageFlag.Staff);
        return MessageFlag.Text(flags);
    }

    private JournalEntry Entry(Tx tx, string kind, Guid conversation, Sender sender, Guid? queue, Guid? assignee) => new()
    {
        At = tx.Time.NowMs(),
        Kind = kind,
        Actor = $"channel:{account.Id}",
        ConversationId = conversation,
        ContactId = sender.ContactId,
        QueueId = queue,
        AgentId = assignee,
    };

    private readonly record struct OpenedConversation(Guid Id, Guid? QueueId, Guid? AssigneeId);
}
