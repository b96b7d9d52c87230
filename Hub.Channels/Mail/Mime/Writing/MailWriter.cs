using System.Globalization;
using System.Text;
using Hub.Channels.Mail.Reports;
using Hub.Core.Channels;

namespace Hub.Channels.Mail.Mime.Writing;

/// <summary>
/// Writes mails (RFC 5322, RFC 2045 to 2047, RFC 2231): ASCII but for local parts of addresses that are not, lines of CRLF below 998
/// octets, the same octets each time the same mail is written. Pure but for the files, which are read one after the other in pieces.
/// </summary>
public static class MailWriter
{
    private const string DateForm = "ddd, dd MMM yyyy HH:mm:ss ";

    /// <summary>Writes a mail. Nothing in it can add a header: control characters in texts become spaces.</summary>
    /// <param name="mail">The mail.</param>
    /// <param name="target">Where to; it stays open.</param>
    /// <param name="ct">Stops the writing.</param>
    /// <exception cref="ArgumentException">An address is not exactly one mailbox (see <see cref="OutgoingAddress"/>), or the message id
    /// or the mark cannot be written. Nothing has been written then.</exception>
    public static async Task WriteAsync(OutgoingMail mail, Stream target, CancellationToken ct)
    {
        var header = new HeaderWriter();
        WriteFields(header, mail);
        if (mail.Files.Count == 0)
        {
            await WriteTextsAsync(header, mail, target, ct);
            return;
        }

        var boundary = MimeBoundary.Of(mail.MessageId, "mixed");
        await WriteMultipartAsync(header, "mixed", boundary, target, ct);
        await WriteLineAsync(target, $"--{boundary}", ct);
        await WriteTextsAsync(new HeaderWriter(), mail, target, ct);
        foreach (var file in mail.Files)
        {
            await WriteLineAsync(target, $"\r\n--{boundary}", ct);
            await WriteFileAsync(file, target, ct);
        }

        await WriteLineAsync(target, $"\r\n--{boundary}--", ct);
    }

    private static void WriteFields(HeaderWriter header, OutgoingMail mail)
    {
        if (!MessageIds.IsWritable(mail.MessageId))
            throw new ArgumentException("The message id is not left@right in printable ASCII.", nameof(mail));
        if (mail.Mark?.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '-') == false)
            throw new ArgumentException("The mark is not of ASCII letters, digits and hyphens.", nameof(mail));
        header.Field("Date", DateOf(mail.Date));
        MailboxWriter.Write(header, "From", [mail.From]);
        if (mail.ReplyTo is { } replyTo) MailboxWriter.Write(header, "Reply-To", [replyTo]);
        MailboxWriter.Write(header, "To", mail.To);
        MailboxWriter.Write(header, "Cc", mail.Cc);
        header.Begin("Subject");
        HeaderText.Write(header, mail.Subject);
        header.End();
        header.Field("Message-ID", $"<{mail.MessageId}>");
        if (MessageIds.IsWritable(mail.InReplyTo)) header.Field("In-Reply-To", $"<{mail.InReplyTo}>");
        WriteReferences(header, MessageIds.Thread(mail.References, mail.InReplyTo));
        if (mail.AutoReply || mail.Automatic) header.Field("Auto-Submitted", mail.AutoReply ? "auto-replied" : "auto-generated");
        if (mail.Mark is { } mark) header.Field(ReturnedMail.MarkField, mark);
        WriteUnsubscribe(header, mail.Unsubscribe);
        header.Field("MIME-Version", "1.0");
    }

    private static void WriteUnsubscribe(HeaderWriter header, IReadOnlyList<Uri> places)
    {
        if (places.Count == 0) return;
        header.Begin("List-Unsubscribe");
        for (var i = 0; i < places.Count; i++) header.Piece($"<{places[i].AbsoluteUri}>{(i < places.Count - 1 ? "," : "")}");
        header.End();
        if (places.Any(place => place.Scheme == Uri.UriSchemeHttps)) header.Field("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
    }

    private static void WriteReferences(HeaderWriter header, List<string> ids)
    {
        if (ids.Count == 0) return;
        header.Begin("References");
        foreach (var id in ids) header.Piece($"<{id}>");
        header.End();
    }

    /// <summary>The zone without its colon, as RFC 5322 section 3.3 has it.</summary>
    private static string DateOf(DateTimeOffset date)
    {
        var zone = date.ToString("zzz", CultureInfo.InvariantCulture).Replace(":", "", StringComparison.Ordinal);
        return date.ToString(DateForm, CultureInfo.InvariantCulture) + zone;
    }

    private static async Task WriteTextsAsync(HeaderWriter header, OutgoingMail mail, Stream target, CancellationToken ct)
    {
        if (mail.Html is not { } html)
        {
            await WriteTextAsync(header, "plain", mail.Text, target, ct);
            return;
        }

        var boundary = MimeBoundary.Of(mail.MessageId, "alternative");
        await WriteMultipartAsync(header, "alternative", boundary, target, ct);
        await WriteLineAsync(target, $"--{boundary}", ct);
        await WriteTextAsync(new HeaderWriter(), "plain", mail.Text, target, ct);
        await WriteLineAsync(target, $"\r\n--{boundary}", ct);
        await WriteTextAsync(new HeaderWriter(), "html", html, target, ct);
        await WriteLineAsync(target, $"\r\n--{boundary}--", ct);
    }

    private static async Task WriteMultipartAsync(HeaderWriter header, string subtype, string boundary, Stream target, CancellationToken ct)
    {
        header.Begin("Content-Type");
        header.Piece($"multipart/{subtype};");
        header.Piece($"boundary=\"{boundary}\"");
        header.End();
        await target.WriteAsync(header.Finish(), ct);
    }

    private static async Task WriteTextAsync(HeaderWriter header, string subtype, string text, Stream target, CancellationToken ct)
    {
        var body = BodyText.Of(text);
        header.Field("Content-Type", $"text/{subtype}; charset=utf-8");
        header.Field("Content-Transfer-Encoding", body.Encoding);
        await target.WriteAsync(header.Finish(), ct);
        await target.WriteAsync(body.Octets, ct);
    }

    private static async Task WriteFileAsync(OutboundAttachment file, Stream target, CancellationToken ct)
    {
        var header = new HeaderWriter();
        var isPlain = await EnclosedMail.GoesAsItIsAsync(file, ct);
        header.Field("Content-Type", isPlain ? EnclosedMail.Type : FileType.Writable(file.Type));
        header.Field("Content-Transfer-Encoding", isPlain ? "7bit" : "base64");
        header.Begin("Content-Disposition");
        header.Piece("attachment;");
        FileNameParameter.Write(header, file.Name);
        header.End();
        await target.WriteAsync(header.Finish(), ct);
        await using var content = await file.OpenAsync(ct);
        if (isPlain) await content.CopyToAsync(target, ct);
        else await Base64Writer.CopyAsync(content, target, ct);
    }

    private static ValueTask WriteLineAsync(Stream target, string line, CancellationToken ct) =>
        target.WriteAsync(Encoding.ASCII.GetBytes(line + "\r\n"), ct);
}
