using Hub.Channels.Mail.Mime.Tnef;

namespace Hub.Channels.Mail.Mime.Reading;

/// <summary>A file of a mail: an attachment, an inline image, a mail that was forwarded whole, or a part that is not shown as text.</summary>
public sealed record MailFile
{
    private readonly MimePart? _part;
    private ReadOnlyMemory<byte>? _content;

    internal MailFile(MimePart part, string? usualName = null)
    {
        _part = part;
        Type = part.Type;
        ContentId = part.ContentId;
        Inline = part.IsInline;
        Name = part.FileName ?? usualName ?? (part.IsMessage ? SubjectName() : "");
    }

    internal MailFile(TnefFile file)
    {
        _content = file.Content;
        Type = file.Type is { Length: > 0 } type ? type.ToLowerInvariant() : "application/octet-stream";
        ContentId = file.ContentId;
        Inline = file.ContentId is not null;
        Name = HeaderText.OneLine(file.Name);
    }

    /// <summary>
    /// Its name as the sender gave it (RFC 2183 section 2.3, RFC 2231): display text, never a path; empty where it has none. A mail
    /// without a name is named by its subject.
    /// </summary>
    public string Name { get; }

    /// <summary>Its media type in lower case, as the sender gave it.</summary>
    public string Type { get; }

    /// <summary>The Content-ID by which HTML shows it (<c>cid:</c>, RFC 2392), without angle brackets, or null.</summary>
    public string? ContentId { get; }

    /// <summary>The sender meant it to be shown in the text rather than beside it.</summary>
    public bool Inline { get; }

    /// <summary>Its bytes, decoded when they are first asked for. What is not decodable is given as it is.</summary>
    public ReadOnlyMemory<byte> Content => _content ??= TransferEncoding.Decode(_part!.Body, _part.Encoding);

    private string SubjectName()
    {
        const int longest = 100;
        var subject = HeaderBlock.Peek(Content).Find("Subject")?.Text ?? "";
        return string.IsNullOrWhiteSpace(subject) ? "" : string.Concat(subject.AsSpan(0, Math.Min(subject.Length, longest)).Trim(), ".eml");
    }
}
