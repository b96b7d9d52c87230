using System.Globalization;

namespace Hub.Tests.Channels.Email;

/// <summary>Reports of mails of ours, as mail servers and providers write them.</summary>
internal static class ReportMail
{
    private const string Daemon = "MAILER-DAEMON@mx.example.org";

    /// <summary>The name of a mail's delivery, which its return path and its mark bear.</summary>
    public static string Mark(this SentMail sent) => sent.Read.Headers.Find("X-OmniHub-Delivery")!.Value.Raw;

    /// <summary>Where the mail's bounces go.</summary>
    public static string ReturnPath(this SentMail sent) => $"support+{sent.Mark()}@localhost";

    /// <summary>A delivery status notification.</summary>
    /// <param name="desk">Gives it a Message-ID of its own.</param>
    /// <param name="to">Where it goes.</param>
    /// <param name="fields">The fields of its recipient: <c>Final-Recipient</c>, <c>Action</c>, <c>Status</c>.</param>
    /// <param name="envelope">Original-Envelope-Id, or null.</param>
    /// <param name="returned">The header of the mail that it returns.</param>
    public static CustomerMail Status(this MailDesk desk, string to, string fields, string? envelope = null, string returned = "Subject: Re: hello") => desk.Mail() with
    {
        From = Daemon,
        ReturnPath = "",
        To = to,
        Recipients = [to],
        Subject = "Undelivered Mail Returned to Sender",
        Body = Report("delivery-status", $"Reporting-MTA: dns; mx.example.org\r\n{(envelope is null ? "" : $"Original-Envelope-Id: {envelope}\r\n")}\r\n{fields}", returned),
    };

    /// <summary>The fields of a recipient.</summary>
    public static string Recipient(string address, string action, string status) =>
        string.Create(CultureInfo.InvariantCulture, $"Final-Recipient: rfc822; {address}\r\nAction: {action}\r\nStatus: {status}\r\n");

    /// <summary>A complaint, to our plain address.</summary>
    public static CustomerMail Complaint(this MailDesk desk, string returned) => desk.Mail() with
    {
        From = "feedback@provider.example",
        Subject = "FW: Re: hello",
        Body = Report("feedback-report", "Feedback-Type: abuse\r\nVersion: 1\r\n", returned),
    };

    /// <summary>A receipt of a receiver's program, to our plain address.</summary>
    public static CustomerMail Disposition(this MailDesk desk, string from, SentMail sent) => desk.Mail() with
    {
        From = from,
        Subject = "Read: Re: hello",
        Body = Report(
            "disposition-notification",
            $"Original-Message-ID: <{sent.Id}>\r\nDisposition: manual-action/MDN-sent-manually; displayed\r\n",
            "Subject: Re: hello"),
    };

    private static string Report(string type, string fields, string returned) =>
        $"""
        Content-Type: multipart/report; report-type={type}; boundary="b"

        --b
        Content-Type: text/plain

        This is a report.
        --b
        Content-Type: message/{type}

        {fields}

        --b
        Content-Type: text/rfc822-headers

        {returned}

        --b--

        """.ReplaceLineEndings("\r\n");
}
