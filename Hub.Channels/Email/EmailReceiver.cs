using Hub.Channels.Mail;
using Hub.Channels.Mail.Mime.Reading;
using Hub.Channels.Mail.Smtp.Receiving;
using Hub.Core.Arrivals;
using Hub.Core.Contacts;
using Hub.Core.Conversations;
using Hub.Core.Conversations.Threading;

namespace Hub.Channels.Email;

/// <summary>Turns a mail into a message. What it says of itself is believed by nobody: it is shown, and used to find its conversation.</summary>
/// <param name="addresses">The channel's own addresses, canonical; the first is the one that it is called by.</param>
/// <param name="names">What its conversations are called in mails.</param>
/// <param name="trust">What is believed of senders.</param>
/// <param name="time">The clock.</param>
internal sealed class EmailReceiver(IReadOnlyList<string> addresses, EmailNames names, EmailTrust trust, TimeProvider time)
{
    /// <summary>The media type of a mail (RFC 2046 section 5.2.1).</summary>
    public const string MediaType = "message/rfc822";

    /// <summary>The same, of one that lay in a folder of sent mails.</summary>
    public const string SentMediaType = MediaType + "; folder=sent";

    private static readonly DateTimeOffset FirstMail = new(1982, 8, 13, 0, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan MostAhead = TimeSpan.FromDays(1);

    private readonly EmailRobots _robots = new(names);

    /// <exception cref="UnreadableInputException">It cannot be read, or names nobody who sent it.</exception>
    public InboundMessage Read(RawInput input)
    {
        // a mail of a mailbox may begin with such a block too, but not with one of this reception
        var trace = SmtpTrace.Read(input.Content) is { } block && block.ReceptionId == input.ReceptionId ? block : null;
        var mail = MailReader.Read(trace?.Mail ?? input.Content);
        return input.Type == SentMediaType ? ReadSent(mail, input) : ReadReceived(mail, trace, input);
    }

    /// <summary>A mail that we sent ourselves, or somebody of us from a mail program. It need not be asked whom it is from: it lay where only our own are.</summary>
    private InboundMessage ReadSent(ReceivedMail mail, RawInput input)
    {
        var sent = Read(mail, SenderOf(mail, null) ?? new MailAddress(null, addresses[0]), null, input);
        return sent with
        {
            IsSent = true,
            Receivers = [.. sent.Receivers, .. Receivers(ReceiverRole.Bcc, mail.Bcc)],
            Flags = mail.Flags,
            Report = _robots.CopyOf(mail),
        };
    }

    private InboundMessage ReadReceived(ReceivedMail mail, SmtpTrace? trace, RawInput input)
    {
        var sender = SenderOf(mail, trace) ?? throw new UnreadableInputException("neither From, Sender nor the envelope names a valid address");
        var standing = _robots.Of(mail, trace);
        return Read(mail, sender, trace, input) with
        {
            Flags = [.. mail.Flags, .. standing.Flags, .. Verdict(mail)],
            SentTo = SentTo(mail, trace),
            IsQuiet = standing.IsQuiet,
            IsJunk = trust.IsJunk(mail),
            Report = standing.Report,
            MayAnswer = trust.MayAnswer(mail, standing),
        };
    }

    private InboundMessage Read(ReceivedMail mail, MailAddress sender, SmtpTrace? trace, RawInput input) => new()
    {
        Source = MailFingerprint.Of(mail, trace, input, EmailOptions.KindName),
        FromAddress = sender.Address,
        FromName = sender.Name,
        Subject = mail.Subject,
        Text = mail.Text,
        Html = mail.Html,
        MayQuote = true,
        Thread = new ThreadPlace(NamesIn(mail, trace), mail.MessageId is { } id ? MailFingerprint.Key(id) : null),
        ProviderId = mail.MessageId,
        At = Likely(mail.Date) ?? Likely(input.At),
        Receivers = [.. Receivers(ReceiverRole.To, mail.To), .. Receivers(ReceiverRole.Cc, mail.Cc), .. Receivers(ReceiverRole.ReplyTo, Elsewhere(mail, sender))],
        Attachments = [.. mail.Files.Select(file => new InboundAttachment(file.Name, file.Type, file.Content, file.ContentId))],
        Original = new OriginalInput(MediaType, input.Content),
    };

    /// <summary>Who wrote it. One that names several writers is taken for the one who sent it, or it would join what is another's.</summary>
    private static MailAddress? SenderOf(ReceivedMail mail, SmtpTrace? trace)
    {
        var envelope = trace is { ReturnPath.Length: > 0 } ? new MailAddress(mail.From?.Name, trace.ReturnPath) : null;
        IEnumerable<MailAddress?> candidates = mail.Flags.Contains(MailFlags.AmbiguousSender)
            ? [mail.Sender, envelope, mail.From]
            : [mail.From, mail.Sender, envelope];
        return candidates.FirstOrDefault(candidate => candidate is not null && ContactAddress.Canonical(PointKinds.Email, candidate.Address) is not null);
    }

    /// <summary>A time at which a mail can have been written, or null.</summary>
    private DateTimeOffset? Likely(DateTimeOffset? told) => told > FirstMail && told < time.GetUtcNow() + MostAhead ? told : null;

    /// <summary>What is shown of that.</summary>
    private IEnumerable<string> Verdict(ReceivedMail mail) =>
        trust.Verdict(mail) is { } isVerified ? [isVerified ? MailFlags.SenderVerified : MailFlags.SenderUnverified] : [];

    /// <summary>Which of our further addresses it was sent to; null where it was the first one, or all that is known of it is the mailbox.</summary>
    private string? SentTo(ReceivedMail mail, SmtpTrace? trace)
    {
        if (addresses.Count == 1) return null;
        var ours = Addressed(mail, trace).Select(Plain).FirstOrDefault(addresses.Contains);
        return ours == addresses[0] ? null : ours;
    }

    private static IEnumerable<string> Addressed(ReceivedMail mail, SmtpTrace? trace) =>
        (trace?.Recipients ?? []).Concat(mail.To.Concat(mail.Cc).Select(receiver => receiver.Address));

    private static string Plain(string tagged) =>
        ContactAddress.Untagged(PointKinds.Email, ContactAddress.Canonical(PointKinds.Email, tagged) ?? tagged);

    /// <summary>The strongest first: a mail of ours that it answers, wherever that is now, an address that only our own mail named, then the mails
    /// that it refers to; of each the newest first.</summary>
    private List<string> NamesIn(ReceivedMail mail, SmtpTrace? trace)
    {
        var ours = mail.References.Where(id => names.MessageOf(id) is not null).Select(names.OfReference);
        var keyed = Addressed(mail, trace).Select(names.OfAddress).OfType<string>();
        return [.. ours.Concat(keyed).Concat(mail.References.Select(names.OfReference)).Distinct(StringComparer.Ordinal)];
    }

    /// <summary>The addresses that answers are asked for at, where they are not the sender's own.</summary>
    private static IEnumerable<MailAddress> Elsewhere(ReceivedMail mail, MailAddress sender) =>
        mail.ReplyTo.Where(wanted => !string.Equals(wanted.Address, sender.Address, StringComparison.OrdinalIgnoreCase));

    /// <summary>Our own reply address is shown without its token, which is nobody's business.</summary>
    private IEnumerable<Receiver> Receivers(string role, IEnumerable<MailAddress> named) =>
        named.Select(receiver => new Receiver(role, names.OfAddress(receiver.Address) is null ? receiver.Address : Plain(receiver.Address), receiver.Name));
}
