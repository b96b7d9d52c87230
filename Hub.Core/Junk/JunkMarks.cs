using Hub.Core.Contacts;
using Hub.Core.Conversations;
using Hub.Core.Security;
using Hub.Core.Storage;

namespace Hub.Core.Junk;

/// <summary>
/// Takes conversations for junk and back. Junk is resolved and has nobody, so it is in no list but its own, routed to nobody and waited for by
/// nobody; what was sent is not called back.
/// </summary>
public static class JunkMarks
{
    private const string Point = "SELECT kind, address FROM contact_points WHERE id = $1";

    // since its customer last waited: an acknowledgement is no answer, and a forward is none to the customer
    private const string WaitingSince =
        """
        SELECT MIN(stored_at) FROM messages WHERE conversation_id = $1 AND direction = 'in' AND seq > COALESCE(
          (SELECT MAX(seq) FROM messages WHERE conversation_id = $1 AND direction = 'out' AND COALESCE(flags, '') NOT IN ('autoReply', 'forward')), 0)
        """;

    /// <summary>Takes a conversation for junk.</summary>
    /// <param name="tx">The unit of work.</param>
    /// <param name="wish">Which one, at which version the caller saw it (null: at any), and whether later mails of its customer's address are
    /// junk as well.</param>
    /// <param name="subject">Who does.</param>
    /// <param name="ct">Ends the unit.</param>
    public static async Task<ChangeResult> MarkAsync(Tx tx, (Guid Id, long? Version, bool BlockSender) wish, Subject subject, CancellationToken ct)
    {
        var (before, fault) = await FindAsync(tx, (wish.Id, wish.Version), subject, ct);
        if (before is null) return fault!;
        var point = await PointAsync(tx, before, ct);
        if (wish.BlockSender && point.Kind != PointKinds.Email)
            return new ChangeResult.Refused("blockSender", "is for mail: the customer wrote by another channel");
        if (!before.Junk)
        {
            var junk = before with
            {
                Junk = true, Status = ConversationStatus.Resolved, AssigneeId = null, WaitingSince = null, SnoozedUntil = null,
                ResolvedAt = before.ResolvedAt ?? tx.Time.NowMs(),
            };
            await ConversationStore.SaveAsync(tx, before, junk, subject.Actor, ct);
        }

        if (wish.BlockSender) await JunkSenders.RememberAsync(tx, point, JunkVerdict.Block, subject.Actor, ct);
        else await JunkSenders.ForgetAllowedAsync(tx, point, subject.Actor, ct);
        return new ChangeResult.Done((await ConversationStore.ShowAsync(tx, wish.Id, ct))!);
    }

    /// <summary>
    /// Takes the mark off: the conversation is open and routed as if it had just arrived, its customer waiting since then, and later mails of the
    /// address are no junk. Nothing is acknowledged that late.
    /// </summary>
    /// <param name="tx">The unit of work.</param>
    /// <param name="wish">Which one, at which version the caller saw it (null: at any).</param>
    /// <param name="subject">Who does.</param>
    /// <param name="ct">Ends the unit.</param>
    public static async Task<ChangeResult> UnmarkAsync(Tx tx, (Guid Id, long? Version) wish, Subject subject, CancellationToken ct)
    {
        var (before, fault) = await FindAsync(tx, wish, subject, ct);
        if (before is null) return fault!;
        if (before.Junk)
        {
            if (await ConversationStore.ReopensBesideAnotherAsync(tx, before, new ConversationChange { Status = ConversationStatus.Open }, ct))
                return new ChangeResult.Refused("junk", "cannot be taken off: the contact has another open conversation on this channel, which has no threads");
            var open = before with
            {
                Junk = false, Status = ConversationStatus.Open, ResolvedAt = null,
                WaitingSince = await tx.Statement(WaitingSince).Bind(before.Id).FirstAsync(row => row.LongOrNull(0), ct),
            };
            await ConversationStore.SaveAsync(tx, before, open, subject.Actor, ct);
            var point = await PointAsync(tx, before, ct);
            if (point.Kind == PointKinds.Email) await JunkSenders.RememberAsync(tx, point, JunkVerdict.Allow, subject.Actor, ct);
        }

        return new ChangeResult.Done((await ConversationStore.ShowAsync(tx, wish.Id, ct))!);
    }

    private static async Task<(Conversation? Found, ChangeResult? Fault)> FindAsync(
        Tx tx, (Guid Id, long? Version) wish, Subject subject, CancellationToken ct)
    {
        if (await ConversationStore.LockAsync(tx, wish.Id, ct) is not { } found || !ConversationStore.MaySee(subject, found))
            return (null, new ChangeResult.NotFound());
        if (found.MergedInto is { } holder) return (null, new ChangeResult.Refused("id", ConversationStore.MergedReason(holder)));
        return wish.Version is { } version && version != found.Version
            ? (null, new ChangeResult.VersionDiffers((await ConversationStore.ShowAsync(tx, wish.Id, ct))!))
            : (found, null);
    }

    private static Task<(string Kind, string Address)> PointAsync(Tx tx, Conversation conversation, CancellationToken ct) =>
        tx.Statement(Point).Bind(conversation.PointId).FirstAsync(row => (row.Text(0), row.Text(1)), ct);
}
