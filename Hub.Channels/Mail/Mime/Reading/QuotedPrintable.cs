namespace Hub.Channels.Mail.Mime.Reading;

/// <summary>Decodes quoted-printable (RFC 2045 section 6.7). An equals sign that means nothing stays.</summary>
internal static class QuotedPrintable
{
    public static int Decode(ReadOnlySpan<byte> from, Span<byte> to, out bool clean)
    {
        clean = true;
        var length = 0;
        while (true)
        {
            var sign = from.IndexOf((byte)'=');
            var run = sign < 0 ? from : from[..sign];
            run.CopyTo(to[length..]);
            length += run.Length;
            if (sign < 0) return length;

            from = from[(sign + 1)..];
            if (from.Length >= 2 && Hex(from[0]) is var high and >= 0 && Hex(from[1]) is var low and >= 0)
            {
                to[length++] = (byte)((high << 4) | low);
                from = from[2..];
            }
            else if (SoftBreak(from) is var skipped and >= 0)
            {
                from = from[skipped..];
            }
            else
            {
                to[length++] = (byte)'=';
                clean = false;
            }
        }
    }

    /// <summary>The bytes to the next line, or -1: only blanks may stand between the sign and the line's end.</summary>
    private static int SoftBreak(ReadOnlySpan<byte> rest)
    {
        var at = 0;
        while (at < rest.Length && rest[at] is (byte)' ' or (byte)'\t') at++;
        if (at < rest.Length && rest[at] == '\r') at++;
        if (at == rest.Length) return at;
        return rest[at] == '\n' ? at + 1 : at > 0 && rest[at - 1] == '\r' ? at : -1;
    }

    private static int Hex(byte value) => value switch
    {
        >= (byte)'0' and <= (byte)'9' => value - '0',
        >= (byte)'A' and <= (byte)'F' => value - 'A' + 10,
        >= (byte)'a' and <= (byte)'f' => value - 'a' + 10,
        _ => -1,
    };
}
