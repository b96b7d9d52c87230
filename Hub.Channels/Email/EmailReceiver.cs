using Hub.Channels.Mail;
using Hub.Channels.Mail.Authentication;
using Hub.Channels.Mail.Mime.Reading;
using Hub.Channels.Mail.Smtp.Receiving;
using Hub.Core.Contacts;
using Hub.Core.Conversations;

namespace Hub.Channels.Email;

/// <summary>Turns a mail into a message. What it says of itself is believed by nobody: it is shown, and used to find its conversation.</summary>
/// <param name="address">The channel's address.</param>
/// <param name="names">What its conversations are called in mails.</param>
/// <param name="authority">The name under which our mail server tells what it found out about senders; empty for none.</param>
/// <param name="junk">The fields by which our mail server says that a mail is junk; null for none.</param>
/// <param name="time">The clock.</param>
internal sealed class EmailReceiver(string address, EmailNames names, string authority, JunkFields? junk, TimeProvider time)
{
    /// <summary>The media type of a mail (RFC 2046 section 5.2.1).</summary>
    public const string MediaType = "message/rfc822";

    private static readonly DateTimeOffset FirstMail = new(1982, 8, 13, 0, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan MostAhead = TimeSpan.FromDays(1);

    private readonly EmailRobots _robots = new(names);

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
            Flags = [.. mail.Flags, .. standing.Flags, .. Verdict(mail)],
            IsQuiet = standing.IsQuiet,
            IsJunk = junk?.AreOn(mail.Headers) == true,
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

    /// <summary>What our own mail server says of the one sender that the mail names.</summary>
    private IEnumerable<string> Verdict(ReceivedMail mail)
    {
        if (authority.Length == 0) yield break;
        var isVerified = mail.Senders is [var sender] && AuthenticationResults.Of(mail.Headers, authority)?.Verifies(sender.Address) == true;
        yield return isVerified ? MailFlags.SenderVerified : MailFlags.SenderUnverified;
    }

    /// <summary>The strongest first: a mail of ours that it answers, wherever that is now, an address that only our own mail named, then the mails
    /// that it refers to; of each the newest first.</summary>
    private List<string> NamesIn(ReceivedMail mail, SmtpTrace? trace)
    {
        var addressed = (trace?.Recipients ?? []).Concat(mail.To.Concat(mail.Cc).Select(receiver => receiver.Address));
        var ours = mail.References.Where(id => names.MessageOf(id) is not null).Select(names.OfReference);
        return [.. ours.Concat(addressed.Select(names.OfAddress).OfType<string>()).Concat(mail.References.Select(names.OfReference)).Distinct(StringComparer.Ordinal)];
    }

    /// <summary>The addresses that answers are asked for at, where they are not the sender's own.</summary>
    private static IEnumerable<MailAddress> Elsewhere(ReceivedMail mail, MailAddress sender) =>
        mail.ReplyTo.Where(wanted => !string.Equals(wanted.Address, sender.Address, StringComparison.OrdinalIgnoreCase));

    /// <summary>Our own reply address is shown without its token, which is nobody's business.</summary>
    private IEnumerable<Receiver> Receivers(string role, IEnumerable<MailAddress> named) =>
        named.Select(receiver => new Receiver(role, names.OfAddress(receiver.Address) is null ? receiver.Address : address, receiver.Name));
}
