using Hub.Core.Arrivals;
using Hub.Core.Html;

namespace Hub.Channels.Mail.Mime.Reading;

/// <summary>
/// Reads mails as they are really sent (RFC 5322 and RFC 2045 to 2049, and what programs make of them). The structure is found first, as
/// slices of the bytes; only what is shown is decoded. Time and memory are linear in the mail and bounded, and nothing is ever fetched.
/// </summary>
public static class MailReader
{
    private const string EncryptedNotice =
        "This message is encrypted and cannot be read here. It is kept as it came: among the attachments, and as the original message.";

    /// <summary>Reads one mail.</summary>
    /// <param name="bytes">The mail as it arrived; it must not change while the answer is in use.</param>
    /// <exception cref="UnreadableInputException">It is no mail, or exceeds the limits of a header or of the number of parts.</exception>
    public static ReceivedMail Read(ReadOnlyMemory<byte> bytes)
    {
        if (bytes.IsEmpty) throw new UnreadableInputException("it is empty");
        var notes = new MailNotes();
        var root = MimeTree.Read(bytes, notes);
        var headers = root.Headers;
        if (headers.List.Count == 0) throw new UnreadableInputException("it has no header");

        var senders = MailSenders.Read(headers, notes);
        var signed = OpaqueSignature.ContentOf(root);
        var parts = BodyPicker.Pick(signed is { } inner ? MimeTree.Read(inner, notes) : root);
        var enclosed = EnclosedParts.Of(parts.Files);
        var bodies = new BodyText(notes);
        var text = bodies.Plain(parts.Text);
        var html = bodies.Markup(parts.Html);
        if (text is not null) Protection.Note(text, notes);
        if (text is not null && html is not null && !parts.Text.SequenceEqual(parts.Html) && VersionComparison.Differ(text, html))
            notes.Add(MailFlags.PartsDiffer);
        if (text is null && html is null) (text, html) = (enclosed.Text, enclosed.Html);
        if (enclosed.Summary is { } summary) (text, html) = WithSummary(summary, text, html);
        if (text is null && html is null && notes.Flags.Contains(MailFlags.Encrypted)) text = EncryptedNotice;

        return new ReceivedMail
        {
            Headers = headers,
            From = senders.Count > 0 ? senders[0] : null,
            Senders = senders,
            Sender = Addresses(headers, "Sender", notes) is [var sender, ..] ? sender : null,
            ReplyTo = Addresses(headers, "Reply-To", notes),
            To = Addresses(headers, "To", notes),
            Cc = Addresses(headers, "Cc", notes),
            Bcc = Addresses(headers, "Bcc", notes),
            Subject = headers.Find("Subject")?.Text,
            MessageId = MessageIds.Own(headers),
            References = MessageIds.Referred(headers),
            Date = headers.Find("Date") is { } date ? MailDates.Read(date.Raw) : null,
            Text = text,
            Html = html,
            Files = [.. enclosed.Files, .. bodies.Cut.Select(part => new MailFile(part)), .. signed is null ? [] : new[] { new MailFile(root) }],
            Flags = notes.Flags,
        };
    }

    /// <summary>Above what the sender wrote. Where there is HTML only, its text is made of it later.</summary>
    private static (string? Text, string? Html) WithSummary(string summary, string? text, string? html) => (
        text is not null ? $"{summary}\n\n{text}" : html is null ? summary : null,
        html is null ? null : HtmlSanitizer.FromText(summary) + "<hr>\n" + html);

    private static List<MailAddress> Addresses(HeaderFields headers, string name, MailNotes notes)
    {
        var addresses = new List<MailAddress>();
        foreach (var field in headers.All(name))
        {
            var reader = new AddressReader(field.Raw);
            addresses.AddRange(reader.Read());
            if (!reader.HasMore && addresses.Count <= MimeLimits.MaxAddresses) continue;
            notes.Add(MailFlags.ManyReceivers);
            return addresses[..Math.Min(addresses.Count, MimeLimits.MaxAddresses)];
        }
        return addresses;
    }
}
