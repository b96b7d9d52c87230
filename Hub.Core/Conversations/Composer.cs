using Hub.Core.Channels;
using Hub.Core.Identities;
using Hub.Core.Security;
using Hub.Core.Storage;
using Hub.Core.Storage.Blobs;

namespace Hub.Core.Conversations;

/// <summary>
/// Writes what agents and systems say: answers, notes, first messages. Prepare outside the transaction, then run the answered unit inside
/// it; the message, its delivery and the journal are one commit. A unit that answers anything but <see cref="ComposeResult.Done"/> must be
/// rolled back.
/// </summary>
public sealed class Composer(Store store, ChannelRegistry channels, Bodies bodies)
{
    /// <summary>Prepares an answer or a note.</summary>
    /// <param name="conversationId">The conversation.</param>
    /// <param name="version">The version at which the writer saw it, or null for any.</param>
    /// <param name="wish">What to say.</param>
    /// <param name="subject">Who says it.</param>
    /// <param name="ct">Ends the preparation.</param>
    /// <returns>The unit of work that writes it.</returns>
    public async Task<Func<Tx, CancellationToken, Task<ComposeResult>>> PrepareAsync(
        Guid conversationId, long? version, NewMessage wish, Subject subject, CancellationToken ct)
    {
        var signing = subject.IsAgent && !wish.Private
            ? await store.ReadAsync((db, read) => Signing.OfAnswerAsync(db, conversationId, wish, read), ct)
            : null;
        var prepared = await PreparedMessage.FromAsync(wish, Carried(signing), bodies, store.Time, ct);
        return async (tx, token) =>
        {
            if (await ConversationStore.LockAsync(tx, conversationId, token) is not { } conversation
                || !ConversationStore.MaySee(subject, conversation)) return new ComposeResult.NotFound();
            if (version is { } seen && seen != conversation.Version) return new ComposeResult.VersionDiffers((await ConversationStore.ShowAsync(tx, conversationId, token))!);
            if (conversation.MergedInto is { } holder) return new ComposeResult.Refused("id", ConversationStore.MergedReason(holder));
            if (Account(wish.Channel ?? conversation.ReplyChannel) is not { } account)
                return new ComposeResult.Refused("channel", "does not exist");
            // it bears the signature of a queue that is no more the conversation's, or goes where there is none
            if (prepared.Signing is { } signed && (signed.QueueId != conversation.QueueId || signed.Channel != account.Id))
                return new ComposeResult.VersionDiffers((await ConversationStore.ShowAsync(tx, conversationId, token))!);
            if ((prepared.Fault(account) ?? Uncarried(account, prepared.Wish)) is { } fault) return fault;
            return wish.Private
                ? await OutgoingUnit.WriteNoteAsync(tx, conversation, account, prepared, subject, token)
                : await AnswerAsync(tx, conversation, account, prepared, subject, token);
        };
    }

    /// <summary>Prepares the first message of a new conversation.</summary>
    /// <returns>The unit of work that begins it.</returns>
    public async Task<Func<Tx, CancellationToken, Task<ComposeResult>>> PrepareAsync(NewConversation wish, Subject subject, CancellationToken ct)
    {
        var signing = subject.IsAgent && Account(wish.Channel) is { } at
            ? await store.ReadAsync((db, read) => Signing.OfFirstAsync(db, at, wish, read), ct)
            : null;
        var prepared = await PreparedMessage.FromAsync(wish.Message, Carried(signing), bodies, store.Time, ct);
        return async (tx, token) =>
        {
            if (Account(wish.Channel) is not { } account) return new ComposeResult.Refused("channel", "does not exist");
            if (wish.Message.To.Count == 0) return new ComposeResult.Refused("to", "names nobody");
            if ((prepared.Fault(account) ?? Uncarried(account, prepared.Wish)) is { } fault) return fault;
            var (receivers, wrong) = OutgoingReceivers.Of(wish.Message, account, channels);
            if (wrong is null && await AnswerWindow.RefusalAsync(tx, account, receivers[0].Address, prepared.Wish, token) is { } closed) return closed;
            return wrong ?? await FirstMessageUnit.RunAsync(tx, account, wish, prepared with { Receivers = receivers }, subject, token);
        };
    }

    private Signing? Carried(Signing? signing) => signing is not null && Account(signing.Channel)?.Capabilities.Signed == true ? signing : null;

    /// <summary>What the channel itself finds wrong with the text, or null.</summary>
    private ComposeResult.Refused? Uncarried(ChannelAccount account, NewMessage message) =>
        !message.Private && channels.Find(account.Id) is IMeasuringChannel channel && channel.Measure(message.Text ?? "").Fault is { } fault
            ? new ComposeResult.Refused("text", fault)
            : null;

    private ChannelAccount? Account(string id) => channels.Find(id)?.Account;

    private async Task<ComposeResult> AnswerAsync(
        Tx tx, Conversation conversation, ChannelAccount account, PreparedMessage prepared, Subject subject, CancellationToken ct)
    {
        if (conversation.Junk) return new ComposeResult.Refused("junk", "is not answered: the mark has to be taken off first");
        var (named, fault) = OutgoingReceivers.Of(prepared.Wish, account, channels);
        if (fault is not null) return fault;
        var first = named.FirstOrDefault(receiver => receiver.Role == ReceiverRole.To)?.Address
            ?? await AnswerAddress.FindAsync(tx, conversation, account, ct);
        if (first is not null && await AnswerWindow.RefusalAsync(tx, account, first, prepared.Wish, ct) is { } closed) return closed;
        // a sender may claim to be the hub itself
        return first is null || channels.Owns(account.PointKind, first)
            ? new ComposeResult.Refused("to", $"is needed: the contact has no verified {account.PointKind} address of its own, and did not write from one here")
            : await OutgoingUnit.WriteAsync(
                tx, conversation, account, prepared with { Receivers = OutgoingReceivers.With(first, named) }, subject, ct);
    }
}
