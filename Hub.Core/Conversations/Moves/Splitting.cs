using Hub.Core.Conversations.Threading;
using Hub.Core.Journal;
using Hub.Core.Security;
using Hub.Core.Storage;

namespace Hub.Core.Conversations.Moves;

/// <summary>
/// Begins a conversation with messages of another one, linked to it. It is open, stays with the acting agent who has the other one, and
/// else is routed. It is found by the names of its messages alone, on a channel without threads as well: what the customer says next
/// there comes into the one open conversation that the channel knows.
/// </summary>
public static class Splitting
{
    private const string Insert =
        """
        INSERT INTO conversations (id, contact_id, channel, reply_channel, point_id, threaded, status, queue_id, weight, parked_weight, interrupts, priority,
          subject, active_at, linked_to, created_at)
        VALUES (@Id, @ContactId, @Channel, @ReplyChannel, @PointId, TRUE, 'open', @QueueId, @Weight, @ParkedWeight, @Interrupts, @Priority,
          @Subject, @ActiveAt, @LinkedTo, @CreatedAt)
        """;

    /// <summary>Splits.</summary>
    /// <param name="tx">The unit of work.</param>
    /// <param name="wish">What to take out.</param>
    /// <param name="subject">Who splits.</param>
    /// <param name="ct">Ends the unit.</param>
    public static async Task<MoveResult> RunAsync(Tx tx, SplitWish wish, Subject subject, CancellationToken ct)
    {
        if (await ConversationPair.LockAsync(tx, wish.From.Id, ct) is not { } from || !ConversationStore.MaySee(subject, from))
            return new MoveResult.NotFound();
        if (await ConversationPair.VersionFaultAsync(tx, from, wish.From, ct) is { } differs) return differs;
        if (from.MergedInto is { } holder) return new MoveResult.Refused("id", ConversationStore.MergedReason(holder));
        var (messages, fault) = await ChoiceAsync(tx, from.Id, wish.Messages, ct);
        if (fault is not null) return fault;

        var begun = Begun(tx, from, messages, wish.Subject);
        await tx.ExecuteAsync(Insert, begun, ct);
        begun = (await ConversationStore.LockAsync(tx, begun.Id, ct))!;
        Append(tx, begun, subject.Actor);
        var taken = begun with { AssigneeId = subject.AgentId is { } agent && agent == from.AssigneeId ? agent : null };
        await MessageMoves.RunAsync(tx, (from, taken), messages, (JoinReason.Split, subject.Actor), ct);
        await ConversationStore.SaveAsync(
            tx, begun, await Standing.AfterGainAsync(tx, taken, messages.Exists(message => message.IsOfCustomer), ct), subject.Actor, ct);
        await ConversationStore.SaveAsync(tx, from, await Standing.AfterLossAsync(tx, from, ct), subject.Actor, ct);
        return new MoveResult.Done((await ConversationStore.ShowAsync(tx, begun.Id, ct))!);
    }

    /// <summary>The messages that are to leave a conversation, which must not be left empty.</summary>
    internal static async Task<(List<MovedMessage> Messages, MoveResult? Fault)> ChoiceAsync(
        Tx tx, Guid from, IReadOnlyCollection<Guid> ids, CancellationToken ct)
    {
        if (ids.Count is 0 or > SplitWish.Most) return ([], new MoveResult.Refused("messages", $"names 1 to {SplitWish.Most}"));
        var messages = await MessageMoves.ChosenAsync(tx, from, ids, ct);
        if (messages.Count < ids.Distinct().Count()) return ([], new MoveResult.Refused("messages", "names one that is not in this conversation"));
        return await MessageMoves.CountAsync(tx, from, ct) == messages.Count
            ? ([], new MoveResult.Refused("messages", "names all that there are: merge the conversation instead"))
            : (messages, null);
    }

    /// <summary>Of the customer whose messages are taken out, else of the same as before.</summary>
    private static Conversation Begun(Tx tx, Conversation from, List<MovedMessage> messages, string? subject)
    {
        var first = messages.Find(message => message.IsOfCustomer);
        var last = first is null ? null : messages.FindLast(message => message.IsOfCustomer && message.ContactId == first.ContactId && message.PointId is not null);
        return new Conversation
        {
            Id = Ids.New(tx.Time),
            Number = 0,
            ContactId = first?.ContactId ?? from.ContactId,
            Channel = first?.Channel ?? from.Channel,
            ReplyChannel = last?.Channel ?? from.ReplyChannel,
            PointId = last?.PointId ?? from.PointId,
            Status = ConversationStatus.Open,
            QueueId = from.QueueId,
            Weight = from.Weight,
            ParkedWeight = from.ParkedWeight,
            Interrupts = from.Interrupts,
            Priority = from.Priority,
            Subject = subject ?? messages[0].Subject ?? from.Subject,
            ActiveAt = messages.Max(message => message.StoredAt),
            LinkedTo = from.Id,
            CreatedAt = tx.Time.NowMs(),
        };
    }

    private static void Append(Tx tx, Conversation begun, string actor) => tx.Append(new JournalEntry
    {
        At = tx.Time.NowMs(), Kind = JournalKinds.ConversationCreated, Actor = actor, ConversationId = begun.Id, ContactId = begun.ContactId,
        QueueId = begun.QueueId,
    });
}
