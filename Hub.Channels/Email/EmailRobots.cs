using Hub.Channels.Mail.Mime.Reading;
using Hub.Channels.Mail.Reports;
using Hub.Channels.Mail.Smtp.Receiving;
using Hub.Core.Conversations;
using Hub.Core.Deliveries;

namespace Hub.Channels.Email;

/// <summary>
/// Tells what programs write from what people write, and of the reports those that bear a key of ours, by the return path or the envelope
/// that only the servers on the way had, or by what is returned of our mail. A report without a key is shown and believed by nobody.
/// </summary>
internal sealed class EmailRobots(EmailNames names)
{
    /// <summary>A mail has gone round that has passed so many servers (RFC 5321 section 6.3).</summary>
    public const int MostHops = 50;

    public EmailStanding Of(ReceivedMail mail, SmtpTrace? trace)
    {
        var returnPath = trace?.ReturnPath ?? mail.Headers.Find("Return-Path")?.Raw.Trim(' ', '<', '>');
        if (IsOurs(mail) || mail.Headers.All("Received").Skip(MostHops).Any()) return new EmailStanding([MessageFlag.Loop], IsQuiet: true);
        if (Unsubscribed(mail, trace) is { } unsubscribed) return unsubscribed;
        if (MailReports.Read(mail, returnPath) is { } report) return OfReport(mail, trace, report);
        return RobotSigns.Of(mail, returnPath) switch
        {
            RobotKind.AutoReply => new EmailStanding([MessageFlag.AutoReply], IsQuiet: true),
            RobotKind.Generated => new EmailStanding([MessageFlag.Automatic]),
            RobotKind.Bulk => new EmailStanding([MessageFlag.Bulk]),
            _ => new EmailStanding([]),
        };
    }

    /// <summary>Which mail of ours this is a copy of, or null where the hub did not send it.</summary>
    public SentReport? CopyOf(ReceivedMail mail) => IsOurs(mail)
        ? new SentReport
        {
            Deliveries = MarkOf(mail) is { } delivery ? [delivery] : [],
            Messages = names.MessageOf(mail.MessageId) is { } message ? [message] : [],
        }
        : null;

    /// <summary>It bears the mark or the id that we gave it, so it was sent round or back to us.</summary>
    private bool IsOurs(ReceivedMail mail) =>
        MarkOf(mail) is not null || names.MessageOf(mail.MessageId) is not null;

    private long? MarkOf(ReceivedMail mail) => names.DeliveryOf(mail.Headers.Find(ReturnedMail.MarkField)?.Raw.Trim());

    /// <summary>It was written to the address that only the receiver of a mail of ours was told, to get no more of them (RFC 2369 section 3.2).</summary>
    private EmailStanding? Unsubscribed(ReceivedMail mail, SmtpTrace? trace)
    {
        var addressed = (trace?.Recipients ?? []).Concat(mail.To.Select(receiver => receiver.Address));
        if (addressed.Select(names.UnsubscribedBy).FirstOrDefault(number => number is not null) is not { } delivery) return null;
        var report = new SentReport { Deliveries = [delivery], Outcomes = [new SentOutcome(State: null) { Suppress = SuppressionReason.OptOut }] };
        return new EmailStanding([MessageFlag.Unsubscribe], IsQuiet: true, report);
    }

    private EmailStanding OfReport(ReceivedMail mail, SmtpTrace? trace, MailReport report)
    {
        var outcomes = ReportOutcomes.Of(report);
        var sent = new SentReport
        {
            Deliveries = [.. Named(mail, trace, report).Select(names.DeliveryOf).OfType<long>().Distinct()],
            Messages = names.MessageOf(report.Returned.MessageId) is { } message ? [message] : [],
            Outcomes = outcomes,
        };
        var flag = FlagOf(report, outcomes);
        return sent.Deliveries.Count > 0 || sent.Messages.Count > 0
            ? new EmailStanding([flag], IsQuiet: true, sent)
            : new EmailStanding([flag, MessageFlag.Unmatched]);
    }

    /// <summary>Where a key of ours may be, the surest first.</summary>
    private static IEnumerable<string?> Named(ReceivedMail mail, SmtpTrace? trace, MailReport report)
    {
        foreach (var recipient in trace?.Recipients ?? []) yield return recipient;
        foreach (var recipient in mail.To) yield return recipient.Address;
        yield return report switch
        {
            DeliveryReport delivery => delivery.EnvelopeId,
            FeedbackReport feedback => feedback.EnvelopeId ?? feedback.MailFrom,
            _ => null,
        };
        yield return report.Returned.ReturnPath;
        yield return report.Returned.Mark;
    }

    private static string FlagOf(MailReport report, IReadOnlyList<SentOutcome> outcomes) => report switch
    {
        FeedbackReport => MessageFlag.Complaint,
        DispositionReport => MessageFlag.Receipt,
        _ when outcomes.Any(outcome => outcome.State == Core.Channels.ReceiptState.Failed) => MessageFlag.Bounce,
        _ when outcomes.Any(outcome => outcome.State == Core.Channels.ReceiptState.Delayed) => MessageFlag.Delayed,
        _ => MessageFlag.Receipt,
    };
}
