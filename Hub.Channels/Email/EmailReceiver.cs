using Hub.Channels.Mail;
using Hub.Channels.Mail.Mime.Reading;
using Hub.Channels.Mail.Smtp.Receiving;
using Hub.Core.Contacts;
using Hub.Core.Conversations;

namespace Hub.Channels.Email;

/// <summary>Turns a mail into a message. What it says of itself is believed by nobody: it is shown, and used to find its conversation.</summary>
internal sealed class EmailReceiver(string address, EmailNames names, TimeProvider time)
{
    private readonly EmailRobots _robots = new(names);

    /// <summary>The media type of a mail (RFC 2046 section 5.2.1).</summary>
    public const string MediaType = "message/rfc822";

    private static readonly DateTimeOffset FirstMail = new(1982, 8, 13, 0, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan MostAhead = TimeSpan.FromDays(1);

    /// <exception cref="UnreadableInputException">It cannot be read, or names nobody who sent it.</exception>
    public InboundMessage Read(RawInput input)
    {
        // a mail of a mailbox may begin with such a block too, but not with one of this reception
        var trace = SmtpTrace.Read(input.Content) is { } block && block.ReceptionId == input.ReceptionId ? block : null;
        var mail = MailReader.Read(trace?.Mail ?? input.Content);
        var sender = SenderOf(mail, trace) ?? throw new UnreadableInputException("neither From, Sender nor the envelope names a valid address");
        var standing = _robots.Of(mail, trace);
        return new InboundMessage
        {
            Source = EmailFingerprint.Of(mail, trace, input),
            FromAddress = sender.Address,
            FromName = sender.Name,
            Subject = mail.Subject,
            Text = mail.Text,
            Html = mail.Html,
            MayQuote = true,
            Thread = new ThreadPlace(NamesIn(mail, trace), mail.MessageId is { } id ? EmailNames.Key(id) : null),
            ProviderId = mail.MessageId,
            At = mail.Date is { } date && date > FirstMail && date < time.GetUtcNow() + MostAhead ? date : null,
            Receivers = [.. Receivers(ReceiverRole.To, mail.To), .. Receivers(ReceiverRole.Cc, mail.Cc), .. Receivers(ReceiverRole.ReplyTo, Elsewhere(mail, sender))],
            Flags = [.. mail.Flags, .. standing.Flags],
            IsQuiet = standing.IsQuiet,
            Report = standing.Report,
            Attachments = [.. mail.Files.Select(file => new InboundAttachment(file.Name, file.Type, file.Content, file.ContentId))],
            Original = new OriginalInput(MediaType, input.Content),
        };
    }

    /// <summary>Who wrote it. One that names several writers is taken for the one who sent it, or it would join what is another's.</summary>
    private static MailAddress? SenderOf(ReceivedMail mail, SmtpTrace? trace)
    {
        var envelope = trace is { ReturnPath.Length: > 0 } ? new MailAddress(mail.From?.Name, trace.ReturnPath) : null;
        IEnumerable<MailAddress?> candidates = mail.Flags.Contains(MailFlags.AmbiguousSender)
            ? [mail.Sender, envelope, mail.From]
            : [mail.From, mail.Sender, envelope];
        return candidates.FirstOrDefault(candidate => candidate is not null && ContactAddress.Canonical(PointKinds.Email, candidate.Address) is not null);
    }

    /// <summary>The strongest first: an address that only our own mail named, then the mails that it refers to, the newest first.</summary>
    private List<string> NamesIn(ReceivedMail mail, SmtpTrace? trace)
    {
        var addressed = (trace?.Recipients ?? []).Concat(mail.To.Concat(mail.Cc).Select(receiver => receiver.Address));
        return [.. addressed.Select(names.OfAddress).OfType<string>().Concat(mail.References.Select(names.OfReference)).Distinct(StringComparer.Ordinal)];
    }

    /// <summary>The addresses that answers are asked for at, where they are not the sender's own.</summary>
    private static IEnumerable<MailAddress> Elsewhere(ReceivedMail mail, MailAddress sender) =>
        mail.ReplyTo.Where(wanted => !string.Equals(wanted.Address, sender.Address, StringComparison.OrdinalIgnoreCase));

    /// <summary>Our own reply address is shown without its token, which is nobody's business.</summary>
    private IEnumerable<Receiver> Receivers(string role, IEnumerable<MailAddress> named) =>
        named.Select(receiver => new Receiver(role, names.OfAddress(receiver.Address) is null ? receiver.Address : address, receiver.Name));
}
