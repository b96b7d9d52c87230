using Hub.Channels.Mail.Mime.Reading;
using Hub.Core.Html;

namespace Hub.Channels.Mail.Reports;

/// <summary>Recognises the mails that report of other mails. Pure; bounded by the mail's own limits.</summary>
internal static class MailReports
{
    private static readonly string[] StatusTypes = ["message/delivery-status", "message/global-delivery-status"];

    /// <summary>The report that a mail is, or null where it is none.</summary>
    /// <param name="mail">The mail.</param>
    /// <param name="returnPath">Its return path: empty for the null path, null where it is not known.</param>
    public static MailReport? Read(ReceivedMail mail, string? returnPath)
    {
        if (!MayReport(mail, returnPath)) return null;
        var text = mail.Text ?? (mail.Html is { } html ? HtmlText.ToText(html) : "");
        return FeedbackReader.Read(mail, text, returnPath)
            ?? DispositionReader.Read(mail, text)
            ?? Standard(mail, text)
            ?? (MailReport?)BounceReader.Read(mail, text, isFromNobody: returnPath is "");
    }

    /// <summary>Most mails are told apart without a look at their text.</summary>
    private static bool MayReport(ReceivedMail mail, string? returnPath) =>
        returnPath is "" || mail.Files.Any(file => file.Type.StartsWith("message/", StringComparison.Ordinal))
        || BounceReader.IsDaemon(mail) || FeedbackReader.IsReporter(mail.From?.Address) || FeedbackReader.IsReporter(returnPath);

    private static DeliveryReport? Standard(ReceivedMail mail, string text)
    {
        if (mail.Files.FirstOrDefault(file => StatusTypes.Contains(file.Type)) is not { } part) return null;
        // one that a human forwards is a file beside a text of its own
        if (mail.Headers.Find("Content-Type")?.Raw.Contains("report", StringComparison.OrdinalIgnoreCase) != true) return null;
        if (DeliveryStatusReader.Read(part.Content) is not { } report) return null;
        return report with
        {
            Recipients = [.. report.Recipients.Select(recipient => recipient.Address is null && recipient.Original is null ? Named(recipient, text) : recipient)],
            Returned = ReturnedMail.Of(mail, text),
        };
    }

    /// <summary>Some servers name the recipient to the human reader only.</summary>
    private static ReportedRecipient Named(ReportedRecipient recipient, string text)
    {
        var notice = new BounceNotice(text);
        return recipient with { Address = notice.Recipients().Select(found => found.Address).FirstOrDefault() ?? notice.AnyAddress() };
    }
}
