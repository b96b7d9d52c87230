using System.Text;
using Hub.Channels.Mail.Mime.Reading;
using Hub.Channels.Mail.Reports;

namespace Hub.Tests.Channels.Mail.Reports;

/// <summary>Mails written for these tests, and what is read of them.</summary>
internal static class Reported
{
    public static ReceivedMail Mail(string text) => MailReader.Read(Encoding.UTF8.GetBytes(text.ReplaceLineEndings("\r\n")));

    public static MailReport? Read(string text, string? returnPath = "") => MailReports.Read(Mail(text), returnPath);

    public static DeliveryReport Bounce(string text, string? returnPath = "") => Assert.IsType<DeliveryReport>(Read(text, returnPath));

    /// <summary>A delivery status notification with these fields.</summary>
    public static string Status(string fields, string returned = "Message-ID: <m1@hub.example>\nReturn-Path: <support+d1@hub.example>") =>
        $"""
        From: MAILER-DAEMON@mx.example (Mail Delivery System)
        Subject: Undelivered Mail Returned to Sender
        Content-Type: multipart/report; report-type=delivery-status; boundary="b"

        --b
        Content-Type: text/plain

        I'm sorry.
        --b
        Content-Type: message/delivery-status

        {fields}

        --b
        Content-Type: text/rfc822-headers

        {returned}

        --b--
        """;
}
