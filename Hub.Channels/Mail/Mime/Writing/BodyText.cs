using System.Buffers;

namespace Hub.Channels.Mail.Mime.Writing;

/// <summary>A text as the body of a part: its octets on lines that end in CRLF, and the transfer encoding that they are in.</summary>
/// <param name="Encoding">For <c>Content-Transfer-Encoding</c>.</param>
/// <param name="Octets">The encoded body.</param>
internal sealed record BodyText(string Encoding, ReadOnlyMemory<byte> Octets)
{
    private const int ShortLine = 78;
    private static readonly SearchValues<byte> Unsafe = SearchValues.Create(
        [.. Enumerable.Range(0, 256).Select(value => (byte)value).Where(octet => octet is not (9 or 10 or 13 or (>= 32 and <= 126)))]);

    /// <summary>Plain where lines are short ASCII, else quoted-printable or base64 by which is shorter.</summary>
    public static BodyText Of(string text)
    {
        var octets = System.Text.Encoding.UTF8.GetBytes(WithCrLf(text));
        if (IsPlain(octets)) return new BodyText("7bit", octets);
        var quoted = QuotedPrintableWriter.LengthOf(octets);
        return quoted <= Base64Writer.LengthOf(octets.Length)
            ? new BodyText("quoted-printable", QuotedPrintableWriter.Encode(octets, quoted))
            : new BodyText("base64", Base64Writer.Encode(octets));
    }

    /// <summary>Every line break as CRLF, one at the end.</summary>
    private static string WithCrLf(string text)
    {
        var lines = text.ReplaceLineEndings("\r\n");
        return lines.EndsWith("\r\n", StringComparison.Ordinal) ? lines : lines + "\r\n";
    }

    private static bool IsPlain(ReadOnlySpan<byte> octets)
    {
        if (octets.ContainsAny(Unsafe)) return false;
        for (var rest = octets; rest.Length > 0;)
        {
            var length = rest.IndexOf((byte)'\n') + 1;
            var line = rest[..(length - 2)];
            // spaces at an end get lost on the way, "From " gets a mark (RFC 4155), and "--=_" is what boundaries begin with
            if (line.Length > ShortLine || line.EndsWith(" "u8) || line.EndsWith("\t"u8)) return false;
            if (line.StartsWith("From "u8) || line.StartsWith(MimeBoundary.Mark)) return false;
            rest = rest[length..];
        }

        return true;
    }
}
