namespace Hub.Channels.Mail.Smtp.Sending;

/// <summary>
/// A mail as DATA carries it (RFC 5321 sections 2.3.8 and 4.5.2): every line ends in CRLF, so that no lone CR or LF can hide an end of
/// data, and a dot that begins one is doubled. The final dot is not written here.
/// </summary>
internal sealed class DotStuffing(ReadOnlyMemory<byte> message)
{
    private ReadOnlyMemory<byte> _rest = message;
    private bool _atLineStart = true;

    /// <summary>Fills the block with what comes next; 0 at the end.</summary>
    /// <param name="block">At least 16 octets.</param>
    public int Next(Span<byte> block)
    {
        var rest = _rest.Span;
        var written = 0;
        // a dot and a line's end must fit
        while (rest.Length > 0 && block.Length - written >= 4)
        {
            if (_atLineStart && rest[0] == (byte)'.') block[written++] = (byte)'.';
            var end = rest.IndexOfAny((byte)'\r', (byte)'\n');
            var length = Math.Min(end < 0 ? rest.Length : end, block.Length - written - 2);
            rest[..length].CopyTo(block[written..]);
            written += length;
            _atLineStart = length == end;
            if (_atLineStart)
            {
                Break(block, ref written);
                length += rest[end..].StartsWith("\r\n"u8) ? 2 : 1;
            }

            rest = rest[length..];
        }

        _rest = _rest[^rest.Length..];
        if (rest.Length > 0 || _atLineStart || block.Length - written < 2) return written;
        _atLineStart = true;
        Break(block, ref written);
        return written;
    }

    private static void Break(Span<byte> block, ref int written)
    {
        block[written++] = (byte)'\r';
        block[written++] = (byte)'\n';
    }
}
