using System.Text;

namespace Hub.Channels.Mail.Mime.Reading;

/// <summary>
/// Encoded words of headers (RFC 2047), decoded once. Neighbours of the same charset are joined as bytes before they are decoded, because
/// programs cut characters in two; words that are not well formed stay as they are.
/// </summary>
internal static class EncodedWords
{
    private const int MaxCharsetChars = 64;

    public static string Decode(string raw)
    {
        var start = raw.IndexOf("=?", StringComparison.Ordinal);
        if (start < 0) return raw;

        var text = new StringBuilder(raw.Length);
        var run = new List<byte>();
        string? charset = null;
        var at = 0;
        for (; start >= 0; start = raw.IndexOf("=?", start, StringComparison.Ordinal))
        {
            if (Word(raw, start) is not { } word)
            {
                start += 2;
                continue;
            }
            var between = raw.AsSpan(at, start - at);
            var joins = charset is not null && between.IsWhiteSpace();
            if (!joins || !word.Charset.Equals(charset, StringComparison.OrdinalIgnoreCase))
            {
                Flush(text, run, charset);
                if (!joins) text.Append(between);
                charset = word.Charset;
            }
            run.AddRange(word.Bytes);
            at = start = word.End;
        }
        Flush(text, run, charset);
        return text.Append(raw.AsSpan(at)).ToString();
    }

    private static void Flush(StringBuilder text, List<byte> run, string? charset)
    {
        if (run.Count == 0) return;
        text.Append(Charsets.Decode([.. run], charset, notes: null));
        run.Clear();
    }

    /// <summary>The word <c>=?charset*language?encoding?text?=</c> that begins here, or null.</summary>
    private static (string Charset, byte[] Bytes, int End)? Word(string raw, int start)
    {
        var name = raw.AsSpan(start + 2, Math.Min(MaxCharsetChars, raw.Length - start - 2));
        var length = name.IndexOf('?');
        if (length <= 0) return null;
        name = name[..length];
        var encoding = start + 2 + length + 1;
        if (encoding + 2 > raw.Length || raw[encoding + 1] != '?') return null;

        var words = raw.AsSpan(encoding + 2, Math.Min(MimeLimits.MaxWordChars, raw.Length - encoding - 2));
        var end = words.IndexOf("?=");
        if (end < 0) return null;
        var bytes = (raw[encoding] | 0x20) switch
        {
            'q' => Quoted(words[..end]),
            'b' => Base64(words[..end]),
            _ => null,
        };
        var language = name.IndexOf('*');
        return bytes is null ? null : ((language < 0 ? name : name[..language]).ToString(), bytes, encoding + 2 + end + 2);
    }

    private static byte[] Quoted(ReadOnlySpan<char> text)
    {
        var bytes = new byte[Encoding.UTF8.GetByteCount(text)];
        Encoding.UTF8.GetBytes(text, bytes);
        bytes.AsSpan().Replace((byte)'_', (byte)' ');
        return bytes[..TransferEncoding.Decode(bytes, MailEncoding.QuotedPrintable, bytes, out _)];
    }

    private static byte[]? Base64(ReadOnlySpan<char> text)
    {
        if (!Ascii.IsValid(text) || text.Contains('?')) return null;
        var bytes = new byte[text.Length];
        Encoding.ASCII.GetBytes(text, bytes);
        var decoded = new byte[bytes.Length];
        var length = TransferEncoding.Decode(bytes, MailEncoding.Base64, decoded, out var clean);
        return clean ? decoded[..length] : null;
    }
}
