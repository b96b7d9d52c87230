using System.Text;

namespace Hub.Channels.Mail.Mime.Reading;

/// <summary>A parameter's value of RFC 2231: <c>charset'language'percent-encoded</c>, in one or several pieces.</summary>
internal static class ExtendedValue
{
    public static string Decode(IReadOnlyList<(string Text, bool Encoded)> pieces)
    {
        var bytes = new List<byte>();
        string? charset = null;
        for (var i = 0; i < pieces.Count; i++)
        {
            var (text, encoded) = pieces[i];
            var value = text.AsSpan();
            if (i == 0 && encoded && Language(value) is var language and >= 0)
            {
                charset = text[..text.IndexOf('\'', StringComparison.Ordinal)];
                value = value[language..];
            }
            if (encoded) Percent(value, bytes);
            else bytes.AddRange(Encoding.UTF8.GetBytes(text));
        }
        return Charsets.Decode([.. bytes], charset, notes: null);
    }

    /// <summary>The place after the second apostrophe, or -1.</summary>
    private static int Language(ReadOnlySpan<char> value)
    {
        var first = value.IndexOf('\'');
        var second = first < 0 ? -1 : value[(first + 1)..].IndexOf('\'');
        return second < 0 ? -1 : first + second + 2;
    }

    private static void Percent(ReadOnlySpan<char> value, List<byte> bytes)
    {
        for (var i = 0; i < value.Length; i++)
        {
            if (value[i] == '%' && i + 2 < value.Length && char.IsAsciiHexDigit(value[i + 1]) && char.IsAsciiHexDigit(value[i + 2]))
            {
                bytes.Add(Convert.FromHexString(value.Slice(i + 1, 2))[0]);
                i += 2;
            }
            else if (value[i] < 0x80)
            {
                bytes.Add((byte)value[i]);
            }
            else
            {
                var length = char.IsHighSurrogate(value[i]) && i + 1 < value.Length ? 2 : 1;
                bytes.AddRange(Encoding.UTF8.GetBytes(value.Slice(i, length).ToString()));
                i += length - 1;
            }
        }
    }
}
