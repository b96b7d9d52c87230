namespace Hub.Channels.Mail.Mime.Writing;

/// <summary>
/// Quoted-printable (RFC 2045 section 6.7) of text whose lines end in CRLF. Besides what must be, it encodes what relays spoil: white space
/// at the end of a line, "From " and a lone dot at its beginning.
/// </summary>
internal static class QuotedPrintableWriter
{
    private const int MaxLine = 76;
    private const string Digits = "0123456789ABCDEF";

    /// <summary>The length that <see cref="Encode"/> will need.</summary>
    public static int LengthOf(ReadOnlySpan<byte> text) => Run(text, []);

    /// <summary>Encodes into an array of exactly this length.</summary>
    public static byte[] Encode(ReadOnlySpan<byte> text, int length)
    {
        var encoded = new byte[length];
        Run(text, encoded);
        return encoded;
    }

    /// <summary>Writes, or only counts where there is no target.</summary>
    private static int Run(ReadOnlySpan<byte> text, Span<byte> target)
    {
        var (written, column) = (0, 0);
        for (var i = 0; i < text.Length; i++)
        {
            if (IsLineEnd(text[i..]))
            {
                Put(target, ref written, "\r\n"u8);
                column = 0;
                i++;
                continue;
            }

            var plain = IsPlain(text, i, column);
            var cost = plain ? 1 : 3;
            // one place is kept for the soft break, unless the line ends here anyway
            if (column + cost > (IsLineEnd(text[(i + 1)..]) ? MaxLine : MaxLine - 1))
            {
                Put(target, ref written, "=\r\n"u8);
                column = 0;
                plain = IsPlain(text, i, column);
                cost = plain ? 1 : 3;
            }

            if (plain) Put(target, ref written, text.Slice(i, 1));
            else Put(target, ref written, [(byte)'=', (byte)Digits[text[i] >> 4], (byte)Digits[text[i] & 15]]);
            column += cost;
        }

        return written;
    }

    private static bool IsPlain(ReadOnlySpan<byte> text, int at, int column) => text[at] switch
    {
        (byte)'=' => false,
        (byte)' ' or (byte)'\t' => at + 1 < text.Length && !IsLineEnd(text[(at + 1)..]),
        (byte)'F' when column == 0 => !text[at..].StartsWith("From "u8),
        (byte)'.' when column == 0 => at + 1 < text.Length && !IsLineEnd(text[(at + 1)..]),
        var octet => octet is > 32 and < 127,
    };

    private static bool IsLineEnd(ReadOnlySpan<byte> text) => text.StartsWith("\r\n"u8);

    private static void Put(Span<byte> target, ref int written, ReadOnlySpan<byte> octets)
    {
        if (target.Length > 0) octets.CopyTo(target[written..]);
        written += octets.Length;
    }
}
