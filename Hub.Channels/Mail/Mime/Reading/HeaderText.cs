using System.Buffers;

namespace Hub.Channels.Mail.Mime.Reading;

/// <summary>Text from the bytes of a header field.</summary>
internal static class HeaderText
{
    private const int OnStack = 1024;
    private static readonly SearchValues<byte> LineEnds = SearchValues.Create("\r\n"u8);

    /// <summary>Joins the lines of a folded value with one space each, and trims it.</summary>
    public static string Unfold(ReadOnlySpan<byte> value)
    {
        value = value.Trim(" \t\r\n"u8);
        if (value.IndexOfAny(LineEnds) < 0) return Charsets.DecodeUnlabelled(value);

        byte[]? rented = null;
        var line = value.Length <= OnStack ? stackalloc byte[OnStack] : rented = ArrayPool<byte>.Shared.Rent(value.Length);
        try
        {
            var length = 0;
            while (!value.IsEmpty)
            {
                var end = value.IndexOfAny(LineEnds);
                var piece = (end < 0 ? value : value[..end]).Trim(" \t"u8);
                if (length > 0 && !piece.IsEmpty) line[length++] = (byte)' ';
                piece.CopyTo(line[length..]);
                length += piece.Length;
                value = end < 0 ? default : value[(end + 1)..];
            }
            return Charsets.DecodeUnlabelled(line[..length]);
        }
        finally
        {
            if (rented is not null) ArrayPool<byte>.Shared.Return(rented);
        }
    }

    /// <summary>The value for people, on one line.</summary>
    public static string Decode(ReadOnlySpan<byte> value) => OneLine(EncodedWords.Decode(Unfold(value)));

    /// <summary>Control characters become spaces: an encoded word cannot smuggle a line break into what is written next.</summary>
    public static string OneLine(string text)
    {
        if (!text.AsSpan().ContainsAnyInRange('\0', '\u001f') && !text.AsSpan().ContainsAnyInRange('\u007f', '\u009f')) return text;
        return string.Create(text.Length, text, static (to, from) =>
        {
            for (var i = 0; i < to.Length; i++) to[i] = char.IsControl(from[i]) ? ' ' : from[i];
        });
    }
}
