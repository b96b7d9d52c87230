using Hub.Core.Conversations.Threading;
using Hub.Core.Security;
using Hub.Core.Storage;

namespace Hub.Core.Conversations.Moves;

/// <summary>
/// Makes one conversation part of another: its messages, notes, deliveries, names and tags go there. It stays behind empty, resolved, and
/// points at the other, and whatever names it later comes there. What it took of an agent's capacity is free; the other keeps its agent,
/// or gets that of the one that was merged where it has none.
/// </summary>
public static class Merging
{
    /// <summary>The most messages of a conversation that is merged: the unit that moves them holds up others.</summary>
    public const int MostMessages = 500;

    // a name may be the thread's own, brought by no message
    private const string TakeNames = "UPDATE conversation_threads SET conversation_id = @Into WHERE conversation_id = @From";

    // so that no pointer leads to one that was merged itself
    private const string PointOn = "UPDATE conversations SET merged_into = @Into WHERE merged_into = @From";

    private const string StopWriters = "DELETE FROM conversation_writers WHERE conversation_id = @From";

    private const string OtherOpen =
        """
        SELECT COUNT(*) FROM conversations
        WHERE contact_id = @ContactId AND channel = @Channel AND NOT threaded AND status <> 'resolved' AND id <> @From AND id <> @Into
        """;

    /// <summary>Merges.</summary>
    /// <param name="tx">The unit of work.</param>
    /// <param name="wish">What into what.</param>
    /// <param name="subject">Who merges.</param>
    /// <param name="ct">Ends the unit.</param>
    public static async Task<MoveResult> RunAsync(Tx tx, MergeWish wish, Subject subject, CancellationToken ct)
    {
        var (pair, fault) = await ConversationPair.LockAsync(tx, wish.From, (wish.Into, "into"), subject, ct);
        if (fault is not null) return fault;
        var (from, into) = (pair!.From, pair.To);
        var messages = await MessageMoves.FirstAsync(tx, from.Id, MostMessages + 1, ct);
        var gained = Joined(from, into);
        if (await FaultAsync(tx, (from, gained), messages, ct) is { } refused) return refused;

        await MessageMoves.RunAsync(tx, (from, gained), messages, (JoinReason.Merged, subject.Actor), ct);
        var ids = new { From = from.Id, Into = into.Id };
        foreach (var sql in new[] { TakeNames, PointOn, StopWriters }) await tx.ExecuteAsync(sql, ids, ct);
        // first the one that is done then: of a contact's conversations on a channel without threads one may be open
        await ConversationStore.SaveAsync(tx, from, Emptied(from, into, tx.Time.NowMs()), subject.Actor, ct);
        var after = await Standing.AfterGainAsync(tx, gained, from.WaitingSince is not null, ct);
        await ConversationStore.SaveAsync(tx, into, after, subject.Actor, ct);
        return new MoveResult.Done((await ConversationStore.ShowAsync(tx, into.Id, ct))!);
    }

    private static async Task<MoveResult?> FaultAsync(
        Tx tx, (Conversation From, Conversation Into) pair, List<MovedMessage> messages, CancellationToken ct)
    {
        if (messages.Count > MostMessages)
            return new MoveResult.Refused("id", $"holds more than {MostMessages} messages: merge the other one into it");
        if (ConversationTags.Read(pair.Into.Tags).Count > ConversationTags.Most) return new MoveResult.Refused("into", $"would have more than {ConversationTags.Most} tags");
        if (pair.Into is { Threaded: false, Status: not ConversationStatus.Resolved }
            && await tx.FirstAsync<long>(OtherOpen, new { pair.Into.ContactId, pair.Into.Channel, From = pair.From.Id, Into = pair.Into.Id }, ct) > 0)
            return new MoveResult.Refused("into", "is done, and its contact has another open conversation on this channel, which has no threads");
        return await MessageMoves.WouldCollideAsync(tx, messages, pair.Into.Id, ct)
            ? new MoveResult.Busy("In both conversations an answer is being sent at this moment: try again when one of them has gone.")
            : null;
    }

    /// <summary>The one that holds everything: what it lacks it gets from the other, and what the other had open is open in it.</summary>
    private static Conversation Joined(Conversation from, Conversation into)
    {
        var reopens = into.Status == ConversationStatus.Resolved && from.Status != ConversationStatus.Resolved;
        return into with
        {
            Status = reopens ? from.Status : into.Status,
            SnoozedUntil = reopens ? from.SnoozedUntil : into.SnoozedUntil,
            ResolvedAt = reopens ? null : into.ResolvedAt,
            WaitingSince = reopens ? from.WaitingSince : into.WaitingSince,
            QueueId = into.QueueId ?? from.QueueId,
            // one that comes back is given anew, as it is when its customer writes
            AssigneeId = reopens ? from.AssigneeId : into.AssigneeId ?? (from.Status == ConversationStatus.Resolved ? null : from.AssigneeId),
            Priority = Math.Max(into.Priority, from.Priority),
            Subject = into.Subject ?? from.Subject,
            Tags = ConversationTags.Write(ConversationTags.Read(into.Tags).Concat(ConversationTags.Read(from.Tags))),
            ActiveAt = Math.Max(into.ActiveAt, from.ActiveAt),
            MayBelongTo = into.MayBelongTo == from.Id ? null : into.MayBelongTo,
        };
    }

    private static Conversation Emptied(Conversation merged, Conversation into, long now) => merged with
    {
        Status = ConversationStatus.Resolved, ResolvedAt = merged.ResolvedAt ?? now, SnoozedUntil = null, WaitingSince = null,
        MergedInto = into.Id, MayBelongTo = null,
    };
}
