using System.Text;
using Hub.Channels.Mail.Mime.Reading;

namespace Hub.Channels.Mail.Reports;

/// <summary>
/// Reads bounces that are not of the standard's form. One is recognised by who writes (a mail system's own name, or nobody: the null
/// return path of RFC 5321 section 4.5.5) together with what it says; neither alone makes one.
/// </summary>
internal static class BounceReader
{
    private static readonly string[] Daemons =
        ["mailer-daemon", "mailerdaemon", "mail-daemon", "maildaemon", "mdaemon", "postmaster", "bounce", "mail-delivery-subsystem"];

    /// <summary>The report that a mail is, or null.</summary>
    /// <param name="mail">The mail.</param>
    /// <param name="text">Its text.</param>
    /// <param name="isFromNobody">Whether its return path is empty.</param>
    public static DeliveryReport? Read(ReceivedMail mail, string text, bool isFromNobody)
    {
        var notice = new BounceNotice(text);
        if (!IsBounce(mail, notice, isFromNobody)) return null;
        var report = OfFields(text) ?? new DeliveryReport { Recipients = Recipients(mail, notice) };
        return report with { Returned = ReturnedMail.Of(mail, text) };
    }

    private static bool IsBounce(ReceivedMail mail, BounceNotice notice, bool isFromNobody)
    {
        var subject = BounceWords.IsSubject(mail.Subject);
        if (IsDaemon(mail)) return subject || BounceWords.IsText(notice.Text);
        return isFromNobody && subject && (BounceWords.IsText(notice.Text) || mail.Headers.Find("X-Failed-Recipients") is not null);
    }

    /// <summary>Whether a mail system writes by its own name.</summary>
    public static bool IsDaemon(ReceivedMail mail)
    {
        if (mail.From is not { } from)
            return mail.Headers.Find("From")?.Raw.Contains("mailer-daemon", StringComparison.OrdinalIgnoreCase) == true;
        var at = from.Address.LastIndexOf('@');
        var local = at < 0 ? from.Address : from.Address[..at];
        return Array.Exists(Daemons, name => local.Equals(name, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>The fields of a delivery status whose part was not marked as one.</summary>
    private static DeliveryReport? OfFields(string text)
    {
        var at = text.IndexOf("\nFinal-Recipient:", StringComparison.OrdinalIgnoreCase);
        if (at < 0) return null;
        var start = text.LastIndexOf("\nReporting-MTA:", at, StringComparison.OrdinalIgnoreCase);
        return DeliveryStatusReader.Read(Encoding.UTF8.GetBytes(text[((start < 0 ? at : start) + 1)..]));
    }

    private static List<ReportedRecipient> Recipients(ReceivedMail mail, BounceNotice notice)
    {
        var named = notice.Recipients().DistinctBy(found => found.Address, StringComparer.OrdinalIgnoreCase)
            .Take(DeliveryReport.MostRecipients).ToList();
        var failed = mail.Headers.Find("X-Failed-Recipients")?.Raw.Split(',').Select(ReportedAddress.Clean).OfType<string>().ToList() ?? [];
        if (failed.Count > 0)
            named = [.. failed.Take(DeliveryReport.MostRecipients).Select(address => (address, SaidOf(named, address) ?? notice.Text))];
        if (named.Count == 0) return [Recipient(notice.AnyAddress(), notice.Text, notice, mail.Subject)];
        return named.ConvertAll(found => Recipient(found.Address, found.Said, notice, mail.Subject));
    }

    private static string? SaidOf(List<(string Address, string Said)> named, string address) =>
        named.Find(found => found.Address.Equals(address, StringComparison.OrdinalIgnoreCase)).Said;

    private static ReportedRecipient Recipient(string? address, string said, BounceNotice notice, string? subject)
    {
        var status = StatusOf(said) ?? StatusOf(notice.Text);
        var isDelayed = BounceWords.TellsOfDelay(notice.Text) || subject?.Contains("(Delay)", StringComparison.OrdinalIgnoreCase) == true;
        return isDelayed
            ? new ReportedRecipient(address, ReportAction.Delayed, status is { } late ? late with { Class = 4 } : StatusCode.NotYet) { Diagnostic = said }
            : new ReportedRecipient(address, ReportAction.Failed, status ?? StatusCode.Failed) { Diagnostic = said };
    }

    private static StatusCode? StatusOf(string said) =>
        StatusCode.Find(said) is { IsGeneric: false, Class: > 2 } code ? code : BounceWords.Cause(said) ?? StatusCode.FindReply(said);
}
