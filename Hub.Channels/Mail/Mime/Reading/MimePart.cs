namespace Hub.Channels.Mail.Mime.Reading;

/// <summary>A part of a mail: slices of its bytes. The mail itself is the part at the root.</summary>
internal sealed class MimePart
{
    private const string PlainText = "text/plain";
    private readonly ReadOnlyMemory<byte> _mail;
    private readonly ContentField _type;
    private readonly int _start;
    private int _end;

    public MimePart(ReadOnlyMemory<byte> mail, HeaderFields headers, int start, MimePart? parent)
    {
        _mail = mail;
        _start = start;
        _end = mail.Length;
        Headers = headers;
        Depth = parent is null ? 0 : parent.Depth + 1;
        // of several the last: a first one would let the text up to its boundary vanish as a preamble
        var type = headers.FindLast("Content-Type");
        _type = ContentField.Parse(type?.Raw ?? (parent?.Type == "multipart/digest" ? "message/rfc822" : PlainText));
        Type = MediaType(_type.Value);
        Encoding = headers.Find("Content-Transfer-Encoding") is { } encoding ? TransferEncoding.Parse(encoding.Raw) : MailEncoding.Identity;
        Disposition = headers.Find("Content-Disposition") is { } disposition ? ContentField.Parse(disposition.Raw) : null;
    }

    public HeaderFields Headers { get; }

    public int Depth { get; }

    /// <summary>The media type in lower case.</summary>
    public string Type { get; private set; }

    public MailEncoding Encoding { get; }

    public ContentField? Disposition { get; }

    /// <summary>The parts of a multipart that could be taken apart.</summary>
    public List<MimePart> Children { get; } = [];

    public bool IsMultipart => Type.StartsWith("multipart/", StringComparison.Ordinal);

    public bool IsMessage => Type is "message/rfc822" or "message/global";

    public bool IsAttachment => Disposition?.Value == "attachment";

    public bool IsInline => !IsAttachment && (Disposition?.Value == "inline" || ContentId is not null);

    public string? ContentId => Headers.Find("Content-ID")?.Raw.Trim(' ', '<', '>') is { Length: > 0 } id ? id : null;

    /// <summary>filename of Content-Disposition, else name of Content-Type.</summary>
    public string? FileName =>
        (Disposition?.Parameter("filename") ?? _type.Parameter("name")) is { Length: > 0 } name ? HeaderText.OneLine(name) : null;

    public ReadOnlyMemory<byte> Body => _mail[_start.._end];

    public string? Parameter(string name) => _type.Parameter(name);

    /// <summary>The boundary as written: encoded words mean nothing in it.</summary>
    public string? Boundary => _type.Find("boundary") ?? _type.Parameter("boundary");

    public void End(int at) => _end = Math.Max(_start, at);

    /// <summary>Shows as text what could not be taken apart.</summary>
    public void TakeAsText() => Type = PlainText;

    private static string MediaType(string value) => value switch
    {
        "" or "text" => PlainText,
        "multipart" => "multipart/mixed",
        _ when value.Contains('/', StringComparison.Ordinal) => value,
        _ => "application/octet-stream",
    };
}
