using Hub.Core.Conversations.Threading;
using Hub.Core.Security;
using Hub.Core.Storage;

namespace Hub.Core.Conversations.Moves;

/// <summary>
/// Takes messages into another conversation. A customer's message that nobody answered brings that back if it was put aside; in one that is
/// done it is filed and changes nothing else.
/// </summary>
public static class Moving
{
    /// <summary>Moves.</summary>
    /// <param name="tx">The unit of work.</param>
    /// <param name="wish">What to move, and where.</param>
    /// <param name="subject">Who moves.</param>
    /// <param name="ct">Ends the unit.</param>
    public static async Task<MoveResult> RunAsync(Tx tx, MoveWish wish, Subject subject, CancellationToken ct)
    {
        var (pair, fault) = await ConversationPair.LockAsync(tx, wish.From, (wish.To, "to"), subject, ct);
        if (fault is not null) return fault;
        var (messages, wrong) = await Splitting.ChoiceAsync(tx, pair!.From.Id, wish.Messages, ct);
        if (wrong is not null) return wrong;
        if (await MessageMoves.WouldCollideAsync(tx, messages, pair.To.Id, ct))
            return new MoveResult.Busy("In both conversations an answer is being sent at this moment: try again when one of them has gone.");

        await MessageMoves.RunAsync(tx, (pair.From, pair.To), messages, (JoinReason.Moved, subject.Actor), ct);
        var gained = pair.To with { ActiveAt = Math.Max(pair.To.ActiveAt, messages.Max(message => message.StoredAt)) };
        await ConversationStore.SaveAsync(
            tx, pair.To, await Standing.AfterGainAsync(tx, gained, pair.From.Status != ConversationStatus.Resolved && messages.Exists(message => message.IsOfCustomer), ct), subject.Actor, ct);
        await ConversationStore.SaveAsync(tx, pair.From, await Standing.AfterLossAsync(tx, pair.From, ct), subject.Actor, ct);
        return new MoveResult.Done((await ConversationStore.ShowAsync(tx, pair.To.Id, ct))!);
    }
}
