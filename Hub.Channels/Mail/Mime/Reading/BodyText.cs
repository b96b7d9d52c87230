using System.Buffers;
using Hub.Core.Html;

namespace Hub.Channels.Mail.Mime.Reading;

/// <summary>The bodies for display: their parts decoded and joined in order. At most 4 MiB of encoded bytes are decoded for each.</summary>
internal sealed class BodyText(MailNotes notes)
{
    private const int MetaBytes = 1024;
    private static readonly SearchValues<char> NameEnds = SearchValues.Create("\"' />;");

    /// <summary>The parts that were longer than is shown.</summary>
    public HashSet<MimePart> Cut { get; } = [];

    /// <summary>The plain text of these parts; null where they are all HTML, which the core reads by itself.</summary>
    public string? Plain(IReadOnlyList<MimePart> parts)
    {
        if (parts.All(IsHtml)) return null;
        return Join(parts, "\n\n", (part, text) => IsHtml(part) ? HtmlText.ToText(text) : text);
    }

    /// <summary>The markup of these parts; null where none of them is HTML.</summary>
    public string? Markup(IReadOnlyList<MimePart> parts)
    {
        if (!parts.Any(IsHtml)) return null;
        return Join(parts, "\n", (part, text) => IsHtml(part) ? text : HtmlSanitizer.FromText(text));
    }

    private static bool IsHtml(MimePart part) => part.Type == "text/html";

    /// <summary>Blank parts are left out: a blank version is none, and the other one is shown instead.</summary>
    private string? Join(IReadOnlyList<MimePart> parts, string gap, Func<MimePart, string, string> show)
    {
        var left = MimeLimits.MaxTextBytes;
        var texts = new List<string>(parts.Count);
        foreach (var part in parts)
            if (Decode(part, ref left) is var text && !string.IsNullOrWhiteSpace(text)) texts.Add(show(part, text));
        return texts.Count switch
        {
            0 => null,
            1 => texts[0],
            _ => string.Join(gap, texts.Select(text => text.TrimEnd('\n'))),
        };
    }

    private string Decode(MimePart part, ref int left)
    {
        var encoded = part.Body.Span;
        if (encoded.Length > left)
        {
            notes.Add(MailFlags.TextCut);
            Cut.Add(part);
            encoded = encoded[..left];
        }
        left -= encoded.Length;
        if (part.Encoding == MailEncoding.Identity) return Display(part, encoded);

        var decoded = ArrayPool<byte>.Shared.Rent(encoded.Length);
        try
        {
            var length = TransferEncoding.Decode(encoded, part.Encoding, decoded, out var clean);
            if (!clean) notes.Add(MailFlags.BadEncoding);
            return Display(part, decoded.AsSpan(0, length));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(decoded);
        }
    }

    private string Display(MimePart part, ReadOnlySpan<byte> bytes)
    {
        var charset = part.Parameter("charset");
        if (IsHtml(part))
        {
            if (string.IsNullOrWhiteSpace(charset)) charset = MetaCharset(bytes);
            // UTF-7 in HTML hides markup from whatever looks at the bytes: it stays as it is
            if (charset is not null && Charsets.IsUtf7(charset)) charset = null;
        }
        var text = Lines(Charsets.Decode(bytes, charset, notes));
        return !IsHtml(part) && "flowed".Equals(part.Parameter("format"), StringComparison.OrdinalIgnoreCase)
            ? FlowedText.Unwrap(text, "yes".Equals(part.Parameter("delsp"), StringComparison.OrdinalIgnoreCase))
            : text;
    }

    /// <summary>Lines end in LF, and NUL, which no text holds, is gone.</summary>
    private static string Lines(string text)
    {
        if (text.Contains('\r')) text = text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');
        return text.Contains('\0') ? text.Replace("\0", "", StringComparison.Ordinal) : text;
    }

    /// <summary>What an HTML page says of its charset in its first bytes, where the mail says nothing.</summary>
    private static string? MetaCharset(ReadOnlySpan<byte> bytes)
    {
        var head = System.Text.Encoding.Latin1.GetString(bytes[..Math.Min(bytes.Length, MetaBytes)]);
        var at = head.IndexOf("charset=", StringComparison.OrdinalIgnoreCase);
        if (at < 0) return null;
        var name = head.AsSpan(at + "charset=".Length).TrimStart("\"' ");
        var end = name.IndexOfAny(NameEnds);
        // markup that could be read as ASCII is not UTF-16, whatever it says
        return end <= 0 || name.StartsWith("utf-16", StringComparison.OrdinalIgnoreCase) ? null : name[..end].ToString();
    }
}
