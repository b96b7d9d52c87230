namespace Hub.Channels.Mail.Mime.Reading;

/// <summary>Decodes the lines of uuencode (POSIX.1-2017, uuencode): between <c>begin</c> and <c>end</c>, each led by its length.</summary>
internal static class Uuencoding
{
    public static int Decode(ReadOnlySpan<byte> from, Span<byte> to, out bool clean)
    {
        var whole = from;
        var (length, begun, ended) = (0, false, false);
        while (!from.IsEmpty && !ended)
        {
            var end = from.IndexOf((byte)'\n');
            var line = (end < 0 ? from : from[..end]).TrimEnd((byte)'\r');
            from = end < 0 ? default : from[(end + 1)..];
            if (!begun) begun = line.StartsWith("begin "u8);
            else if (line.SequenceEqual("end"u8)) ended = true;
            else if (!line.IsEmpty) length += Line(line[1..], Six(line[0]), to[length..]);
        }
        clean = ended;
        if (begun) return length;
        whole.CopyTo(to);
        return whole.Length;
    }

    /// <summary>So many bytes of a line, or as many as its characters hold: mail programs strip trailing blanks.</summary>
    private static int Line(ReadOnlySpan<byte> text, int count, Span<byte> to)
    {
        count = Math.Min(count, text.Length * 3 / 4);
        for (var i = 0; i < count; i++)
        {
            var at = i / 3 * 4;
            to[i] = (byte)((i % 3) switch
            {
                0 => (Six(text[at]) << 2) | (Six(text[at + 1]) >> 4),
                1 => (Six(text[at + 1]) << 4) | (Six(text[at + 2]) >> 2),
                _ => (Six(text[at + 2]) << 6) | Six(text[at + 3]),
            });
        }
        return count;
    }

    private static int Six(byte value) => (value - ' ') & 0x3f;
}
