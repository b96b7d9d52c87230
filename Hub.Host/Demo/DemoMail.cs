using System.Globalization;
using System.Text;
using Hub.Channels.Mail;
using Hub.Channels.Mail.Mime.Writing;
using Hub.Core.Channels;
using Hub.Host.Demo.Stories;

namespace Hub.Host.Demo;

/// <summary>Writes the mails of customers, of their out-of-office assistants, and of mail servers that cannot deliver.</summary>
internal static class DemoMail
{
    private const string Domain = "example.com";
    private const string OutOfOffice = "Auto-Submitted: auto-replied\r\nX-Auto-Response-Suppress: All\r\n";

    /// <summary>The address that a mail goes to: the answer's own when it replies, else the channel's.</summary>
    public static string ReceiverOf(DemoCase from, DemoLetter letter) =>
        letter.To?.ReplyTo ?? (from.Story.Channel == DemoStory.Billing ? "billing@localhost" : "support@localhost");

    /// <summary>The mail with this id.</summary>
    public static async Task<byte[]> WriteAsync(DemoCase from, DemoLetter letter, string id, DateTimeOffset at, CancellationToken ct)
    {
        if (letter.Kind == DemoReplyKind.Bounce) return Bounce(from, letter, id, at);
        using var target = new MemoryStream();
        // further fields may stand anywhere in the header, so also in front
        if (letter.Kind == DemoReplyKind.OutOfOffice) target.Write(Encoding.ASCII.GetBytes(OutOfOffice));
        await MailWriter.WriteAsync(Mail(from, letter, id, at), target, ct);
        return target.ToArray();
    }

    private static OutgoingMail Mail(DemoCase from, DemoLetter letter, string id, DateTimeOffset at) => new()
    {
        From = new MailAddress(from.Person.Name, from.Address),
        To = [new MailAddress(null, ReceiverOf(from, letter))],
        Subject = SubjectOf(from, letter),
        MessageId = $"{id}@{Domain}",
        InReplyTo = letter.To?.MessageId,
        References = letter.To?.MessageId is { } answered ? [answered] : [],
        Date = at,
        Text = letter.Text,
        Html = letter.Html,
        Files = letter.File is { } file
            ? [new OutboundAttachment(file.Name, file.Type, file.Content.Length, _ => Task.FromResult<Stream>(new MemoryStream(file.Content.ToArray())))]
            : [],
    };

    private static string SubjectOf(DemoCase from, DemoLetter letter) => letter.Kind == DemoReplyKind.OutOfOffice
        ? (from.Story.Language == DemoStory.Chinese ? "自动回复：" : "Automatic reply: ") + letter.Subject
        : letter.Subject ?? "";

    /// <summary>A delivery status notification (RFC 3464) that the mailbox does not exist (RFC 3463: 5.1.1).</summary>
    private static byte[] Bounce(DemoCase from, DemoLetter letter, string id, DateTimeOffset at)
    {
        var date = at.ToString("ddd, dd MMM yyyy HH:mm:ss", CultureInfo.InvariantCulture) + " +0000";
        return Encoding.ASCII.GetBytes(
            $"""
            Date: {date}
            From: Mail Delivery System <MAILER-DAEMON@mx.{Domain}>
            To: {letter.To?.ReplyTo}
            Subject: Undelivered Mail Returned to Sender
            Message-ID: <{id}@mx.{Domain}>
            In-Reply-To: <{letter.To?.MessageId}>
            References: <{letter.To?.MessageId}>
            Auto-Submitted: auto-replied
            MIME-Version: 1.0
            Content-Type: multipart/report; report-type=delivery-status; boundary="{id}"

            --{id}
            Content-Type: text/plain; charset=us-ascii

            This is the mail system at host mx.{Domain}.

            Your message could not be delivered to one of its recipients:

            <{from.Address}>: 550 5.1.1 User unknown in virtual mailbox table

            --{id}
            Content-Type: message/delivery-status

            Reporting-MTA: dns; mx.{Domain}
            Arrival-Date: {date}

            Final-Recipient: rfc822; {from.Address}
            Action: failed
            Status: 5.1.1
            Diagnostic-Code: smtp; 550 5.1.1 User unknown in virtual mailbox table

            --{id}
            Content-Type: text/rfc822-headers

            Message-ID: <{letter.To?.MessageId}>
            To: {from.Address}

            --{id}--

            """.ReplaceLineEndings("\r\n"));
    }
}
