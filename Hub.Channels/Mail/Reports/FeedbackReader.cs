using Hub.Channels.Mail.Mime.Reading;

namespace Hub.Channels.Mail.Reports;

/// <summary>Reads feedback reports (RFC 5965 section 3) and those of the one large provider that has a form of its own.</summary>
internal static class FeedbackReader
{
    private const string Type = "message/feedback-report";

    // Hotmail's reports: the mail itself, or the mail enclosed in one of this sender
    private const string JunkReporter = "staff@hotmail.com";
    private const string JunkReport = "complaint about message from";
    private const string JunkRecipient = "X-HmXmrOriginalRecipient";

    /// <summary>The report that a mail is, or null.</summary>
    public static FeedbackReport? Read(ReceivedMail mail, string text, string? returnPath)
    {
        if (mail.Files.FirstOrDefault(file => file.Type == Type) is { } part) return OfFields(mail, part, text);
        if (IsReporter(mail.From?.Address) && mail.Subject?.StartsWith(JunkReport, StringComparison.OrdinalIgnoreCase) == true)
            return OfHotmail(mail.Files.FirstOrDefault(file => file.Type == "message/rfc822") is { } junk ? HeaderBlock.Peek(junk.Content) : mail.Headers);
        return IsReporter(returnPath) && mail.Headers.Find(JunkRecipient) is not null ? OfHotmail(mail.Headers) : null;
    }

    private static FeedbackReport? OfFields(ReceivedMail mail, MailFile part, string text)
    {
        if (FieldGroups.Read(part.Content) is not [var fields, ..]) return null;
        return new FeedbackReport(fields.Find("Feedback-Type")?.Raw.Trim().ToLowerInvariant() ?? "other")
        {
            EnvelopeId = fields.Find("Original-Envelope-Id")?.Raw.Trim(),
            MailFrom = ReportedAddress.OfField(fields.Find("Original-Mail-From")?.Raw),
            Recipients = [.. fields.All("Original-Rcpt-To").Select(field => ReportedAddress.OfField(field.Raw)).OfType<string>()
                .Take(DeliveryReport.MostRecipients)],
            Returned = ReturnedMail.Of(mail, text),
        };
    }

    private static FeedbackReport OfHotmail(HeaderFields reported) => new("abuse")
    {
        Recipients = ReportedAddress.OfField(reported.Find(JunkRecipient)?.Raw) is { } recipient ? [recipient] : [],
        Returned = ReturnedMail.Of(reported),
    };

    /// <summary>Whether this is the address of Hotmail's reports.</summary>
    public static bool IsReporter(string? address) => string.Equals(address, JunkReporter, StringComparison.OrdinalIgnoreCase);
}
