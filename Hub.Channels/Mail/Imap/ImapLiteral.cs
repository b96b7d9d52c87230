namespace Hub.Channels.Mail.Imap;

/// <summary>How the size of a literal is written at the end of a line (RFC 9051 section 4.3): <c>{12}</c>, <c>{12+}</c>, <c>~{12}</c>.</summary>
internal static class ImapLiteral
{
    private const int MostDigits = 10;

    /// <summary>The size that the line ends with, or null.</summary>
    /// <param name="line">A line without its end.</param>
    /// <param name="begin">Where the size begins.</param>
    public static long? SizeAtEnd(ReadOnlySpan<byte> line, out int begin)
    {
        begin = line.LastIndexOf((byte)'{');
        if (begin < 0 || line[^1] != '}') return null;
        var digits = line[(begin + 1)..^1].TrimEnd((byte)'+');
        if (begin > 0 && line[begin - 1] == '~') begin--;
        if (digits.IsEmpty || digits.Length > MostDigits || digits.ContainsAnyExceptInRange((byte)'0', (byte)'9')) return null;
        var size = 0L;
        foreach (var digit in digits) size = (size * 10) + (digit - '0');
        return size;
    }
}
