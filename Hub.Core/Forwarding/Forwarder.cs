using Hub.Core.Channels;
using Hub.Core.Contacts;
using Hub.Core.Conversations;
using Hub.Core.Conversations.Threading;
using Hub.Core.Security;
using Hub.Core.Storage;
using Hub.Core.Storage.Blobs;

namespace Hub.Core.Forwarding;

/// <summary>
/// Shows a message of a conversation to somebody outside, by mail. That is a message of the conversation, and what comes back joins it; the
/// customer goes on waiting and stays the one who is answered.
/// </summary>
public sealed class Forwarder(Store store, ChannelRegistry channels, Bodies bodies)
{
    /// <summary>Prepares a forward outside the transaction.</summary>
    /// <param name="messageId">The message, of any channel, but no note and no report.</param>
    /// <param name="wish">To whom and how.</param>
    /// <param name="subject">Who forwards.</param>
    /// <param name="ct">Ends the preparation.</param>
    /// <returns>The unit of work that writes it. One that answers anything but <see cref="ComposeResult.Done"/> must be rolled back.</returns>
    /// <exception cref="BlobUnreadableException">The message's body is missing or damaged.</exception>
    public async Task<Func<Tx, CancellationToken, Task<ComposeResult>>> PrepareAsync(
        Guid messageId, ForwardWish wish, Subject subject, CancellationToken ct)
    {
        var (found, parts) = await store.ReadAsync((db, read) => FindAsync(db, messageId, subject, read), ct);
        if (found is null) return (_, _) => Task.FromResult<ComposeResult>(new ComposeResult.NotFound());
        var forwarded = await ReadAsync(found, parts, ct);
        var content = new NewMessage
        {
            Text = ForwardText.Plain(wish, forwarded), Html = ForwardText.Markup(wish, forwarded), To = wish.To, Cc = wish.Cc, Bcc = wish.Bcc,
        };
        var prepared = await PreparedMessage.FromAsync(content, signing: null, bodies, store.Time, ct);
        var files = wish.AsOriginal ? [] : wish.Files ?? [.. parts.Files[messageId].Select(file => file.Id)];
        return async (tx, token) =>
        {
            if (await ConversationStore.LockAsync(tx, found.ConversationId, token) is not { } conversation
                || !ConversationStore.MaySee(subject, conversation)) return new ComposeResult.NotFound();
            if (Fault(found, wish) is { } fault) return fault;
            if (AccountFor(wish.Channel, found.Channel) is not { } account)
                return new ComposeResult.Refused("channel", "is needed: forwards go by mail, and it is not clear from which address");
            var (receivers, wrong) = OutgoingReceivers.Of(content, account, channels);
            if ((wrong ?? prepared.Fault(account)) is { } refused) return refused;
            var forward = new ForwardUnit(account, prepared with { Receivers = receivers }, ForwardText.SubjectOf(found.Subject ?? conversation.Subject));
            return await forward.RunAsync(tx, conversation, (messageId, files, wish.AsOriginal), subject, token);
        };
    }

    private static async Task<(Message? Found, MessageParts Parts)> FindAsync(DbSession db, Guid id, Subject subject, CancellationToken ct) =>
        await MessageStore.FindAsync(db, id, ct) is { } message && await ConversationStore.FindAsync(db, message.ConversationId, subject, ct) is not null
            ? (message, await MessageParts.OfAsync(db, [id], ct))
            : (null, MessageParts.None);

    private async Task<ForwardedMessage> ReadAsync(Message message, MessageParts parts, CancellationToken ct)
    {
        var account = channels.Find(message.Channel)?.Account;
        var from = message.Direction == MessageDirection.In
            ? new Receiver(ReceiverRole.To, message.FromAddress ?? "", message.FromName)
            : new Receiver(ReceiverRole.To, account?.Address ?? message.Channel, message.FromName ?? account?.Name);
        IEnumerable<Receiver> receivers = parts.Receivers[message.Id].Select(named => new Receiver(named.Role, named.Address, named.Name));
        if (message.ToAddress is { } to && !parts.Receivers.Contains(message.Id)) receivers = [new Receiver(ReceiverRole.To, to)];
        return new ForwardedMessage(
            message,
            from,
            [.. receivers],
            await bodies.ReadAsync(message.Body, message.BodyHash, ct) ?? "",
            await bodies.ReadAsync(message.Html, message.HtmlHash, ct));
    }

    private static ComposeResult.Refused? Fault(Message message, ForwardWish wish) =>
        message.Direction == MessageDirection.Note ? new ComposeResult.Refused("message", "is a note to colleagues")
        // it bears keys by which the fate of what we sent is believed
        : message.JoinedBy == JoinReason.Report ? new ComposeResult.Refused("message", "is a report that bears keys of the hub")
        : wish.To.Count == 0 ? new ComposeResult.Refused("to", "names nobody")
        : null;

    private ChannelAccount? AccountFor(string? named, string channel)
    {
        if (named is not null) return Mailing(channels.Find(named));
        if (Mailing(channels.Find(channel)) is { } own) return own;
        return channels.All.Select(Mailing).OfType<ChannelAccount>().Take(2).ToList() is [var only] ? only : null;
    }

    private static ChannelAccount? Mailing(IChannel? channel) =>
        channel?.Account is { PointKind: PointKinds.Email, Capabilities: { Sends: true, Copies: true } } account ? account : null;
}
