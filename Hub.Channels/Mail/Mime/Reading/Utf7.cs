using System.Text;

namespace Hub.Channels.Mail.Mime.Reading;

/// <summary>Decodes UTF-7 (RFC 2152). Nobody sends it any more, but old mails are forwarded.</summary>
internal static class Utf7
{
    public static string Decode(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder(bytes.Length);
        while (!bytes.IsEmpty)
        {
            var plus = bytes.IndexOf((byte)'+');
            text.Append(Charsets.DecodeUnlabelled(plus < 0 ? bytes : bytes[..plus]));
            if (plus < 0) break;
            bytes = bytes[(plus + 1)..];
            var length = Shifted(bytes);
            if (length == 0) text.Append('+');
            else Append(text, bytes[..length]);
            bytes = bytes[length..];
            if (!bytes.IsEmpty && bytes[0] == '-') bytes = bytes[1..];
        }
        return text.ToString();
    }

    private static int Shifted(ReadOnlySpan<byte> bytes)
    {
        var length = 0;
        while (length < bytes.Length && (char.IsAsciiLetterOrDigit((char)bytes[length]) || bytes[length] is (byte)'+' or (byte)'/')) length++;
        return length;
    }

    private static void Append(StringBuilder text, ReadOnlySpan<byte> shifted)
    {
        var utf16 = new byte[shifted.Length];
        var length = TransferEncoding.Decode(shifted, MailEncoding.Base64, utf16, out _);
        text.Append(Encoding.BigEndianUnicode.GetString(utf16, 0, length & ~1));
    }
}
