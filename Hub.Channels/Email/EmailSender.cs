using Hub.Channels.Mail;
using Hub.Channels.Mail.Dkim;
using Hub.Channels.Mail.Mime.Writing;
using Hub.Channels.Mail.Smtp.Sending;
using Hub.Core;
using Hub.Core.Channels;
using Hub.Core.Conversations;
using Hub.Core.Deliveries;

namespace Hub.Channels.Email;

/// <summary>Writes a message as a mail that every mail program puts into its thread, and hands it over.</summary>
internal sealed class EmailSender(
    MailAddress own, IReadOnlyList<string> aliases, EmailUnsubscribing unsubscribing, EmailNames names, DkimSigner? signer, IMailTransport transport) : IAsyncDisposable
{
    /// <summary>The most bytes of all files of one mail: what most servers take once they are encoded.</summary>
    public const long MaxFileBytes = 25L * 1024 * 1024;

    private const string Answer = "Re: ";

    public async Task<DeliveryResult> SendAsync(OutboundMessage message, CancellationToken ct)
    {
        if (message.Attachments.Sum(file => file.Size) > MaxFileBytes)
            return new DeliveryResult.Rejected(DeliveryClass.Content, $"its files are larger than {MaxFileBytes / (1024 * 1024)} MiB together");
        if (message.Sender is { } sender && sender.Address != own.Address && !aliases.Contains(sender.Address))
            return new DeliveryResult.Rejected(DeliveryClass.Content, "the address that it was written from is no address of the channel any more (Aliases)");
        var recipients = message.Purpose == SendPurpose.Answer ? ReceiversOf(message).Select(receiver => receiver.Address).ToList() : [message.To];
        if (recipients.FindIndex(address => !OutgoingAddress.TryParse(address, out _)) is >= 0 and var wrong)
            return new DeliveryResult.Rejected(DeliveryClass.Address, $"receiver {wrong + 1} of {recipients.Count} is no address that mail can be sent to");
        var mail = Mail(message);
        var bytes = await RenderAsync(mail, ct);
        var envelope = Envelope(message, recipients);
        var result = await transport.SendAsync(envelope, bytes, ct);
        // bounces and the copy in a mailbox name it by its Message-ID
        return result is DeliveryResult.Accepted ? new DeliveryResult.Accepted(mail.MessageId) : result;
    }

    /// <summary>The mail as it leaves: the same bytes at every attempt.</summary>
    public Task<byte[]> RenderAsync(OutboundMessage message, CancellationToken ct) => RenderAsync(Mail(message), ct);

    /// <summary>Ends the connections to the mail server.</summary>
    public ValueTask DisposeAsync() => transport.DisposeAsync();

    private OutgoingMail Mail(OutboundMessage message)
    {
        var receivers = ReceiversOf(message);
        var answered = message.Earlier.LastOrDefault(earlier => !earlier.IsOurs && earlier.ProviderId is not null);
        var from = FromOf(message);
        return new OutgoingMail
        {
            From = from,
            ReplyTo = new MailAddress(from.Name, EmailNames.ReplyAddress(from.Address, message.Token)),
            To = Addresses(receivers, ReceiverRole.To),
            Cc = Addresses(receivers, ReceiverRole.Cc),
            Subject = SubjectOf(message),
            MessageId = names.MessageId(message.OwnToken ?? message.Token, message.MessageId),
            InReplyTo = answered?.ProviderId,
            References = [.. message.Earlier.Select(earlier => IdOf(message, earlier)).OfType<string>()],
            Date = message.At,
            Automatic = message.AgentName is null,
            AutoReply = message.IsAutoReply,
            Mark = message.ReturnToken,
            Unsubscribe = unsubscribing.PlacesOf(message, from.Address),
            Text = message.Text,
            Html = message.Html,
            Files = message.Attachments,
        };
    }

    private MailAddress FromOf(OutboundMessage message) =>
        message.Sender is { } sender ? new MailAddress(sender.Name.Length > 0 ? sender.Name : own.Name, sender.Address) : own;

    /// <summary>What is reported of the mail comes back under the delivery's own name.</summary>
    private MailEnvelope Envelope(OutboundMessage message, IReadOnlyList<string> recipients)
    {
        var envelope = new MailEnvelope(Ids.Text(message.DeliveryId), EmailNames.ReplyAddress(FromOf(message).Address, message.ReturnToken ?? message.Token), recipients);
        return message.ReturnToken is { } token ? envelope with { EnvelopeId = token } : envelope;
    }

    private async Task<byte[]> RenderAsync(OutgoingMail mail, CancellationToken ct)
    {
        using var target = new MemoryStream();
        await MailWriter.WriteAsync(mail, target, ct);
        return signer is null ? target.ToArray() : signer.Sign(target.GetBuffer().AsSpan(0, (int)target.Length));
    }

    private static IReadOnlyList<Receiver> ReceiversOf(OutboundMessage message) =>
        message.Receivers.Count > 0 ? message.Receivers : [new Receiver(ReceiverRole.To, message.To)];

    private static IReadOnlyList<MailAddress> Addresses(IReadOnlyList<Receiver> receivers, string role) =>
        [.. receivers.Where(receiver => receiver.Role == role).Select(receiver => new MailAddress(receiver.Name, receiver.Address))];

    private string? IdOf(OutboundMessage message, EarlierMessage earlier) =>
        earlier.ProviderId ?? (earlier.IsOurs ? names.MessageId(earlier.OwnToken ?? message.Token, earlier.Id) : null);

    /// <summary>Mail programs that thread by subject need the same one with one mark of an answer.</summary>
    private static string SubjectOf(OutboundMessage message)
    {
        var subject = message.Subject ?? "";
        return message.Earlier.Count == 0 || subject.StartsWith(Answer.TrimEnd(), StringComparison.OrdinalIgnoreCase) ? subject : Answer + subject;
    }
}
