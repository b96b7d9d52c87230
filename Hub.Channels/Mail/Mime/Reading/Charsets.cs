using System.Collections.Concurrent;
using System.Text;
using System.Text.Unicode;

namespace Hub.Channels.Mail.Mime.Reading;

/// <summary>
/// Text from bytes and the charset that a mail names for them. Never throws: unknown and wrong names are common, so what is valid UTF-8
/// beyond ASCII is read as that, and what cannot be decoded becomes U+FFFD or, with charsets of several bytes, a question mark.
/// </summary>
internal static class Charsets
{
    private const int Utf7Page = 65000;
    private const int Western = 1252;
    private const int Utf8Page = 65001;
    private const int Utf16 = 1200;
    private const int Utf16BigEndian = 1201;
    private const int Iso2022Japanese = 50220;
    private const byte Escape = 0x1b;
    private static readonly ConcurrentDictionary<int, Encoding> Encodings = [];
    private static readonly UnicodeEncoding LittleEndian = new(bigEndian: false, byteOrderMark: false);
    private static readonly UnicodeEncoding BigEndian = new(bigEndian: true, byteOrderMark: false);

    /// <summary>Whether this names UTF-7.</summary>
    public static bool IsUtf7(string name) => CharsetNames.Page(name) == Utf7Page;

    /// <summary>The encoding of a Windows code page; windows-1252 for one that is not known.</summary>
    public static Encoding OfPage(int page) => page switch
    {
        Utf8Page => Encoding.UTF8,
        Utf16 => LittleEndian,
        _ => CodePagesEncodingProvider.Instance.GetEncoding(page) ?? Of(Western),
    };

    /// <summary>Decodes with the charset of that name; where it is wrong, notes it and decodes as well as it goes.</summary>
    public static string Decode(ReadOnlySpan<byte> bytes, string? name, MailNotes? notes)
    {
        if (string.IsNullOrWhiteSpace(name)) return DecodeUnlabelled(bytes);
        switch (CharsetNames.Page(name))
        {
            case null:
                notes?.Add(MailFlags.BadEncoding);
                return DecodeUnlabelled(bytes);
            case Western:
                return DecodeUnlabelled(bytes);
            case Utf7Page:
                return Utf7.Decode(bytes);
            case Utf8Page:
                return Checked(Encoding.UTF8.GetString(WithoutMark(bytes)), notes);
            case Utf16:
                return Checked(DecodeUtf16(bytes, bigEndian: false), notes);
            case Utf16BigEndian:
                return Checked(DecodeUtf16(bytes, bigEndian: true), notes);
            case { } page:
                if (!IsReallyUtf8(bytes)) return Of(page).GetString(bytes);
                notes?.Add(MailFlags.BadEncoding);
                return Encoding.UTF8.GetString(WithoutMark(bytes));
        }
    }

    /// <summary>ASCII, UTF-8, what escapes to Japanese, and else windows-1252, of which no byte is undefined to anybody's harm.</summary>
    public static string DecodeUnlabelled(ReadOnlySpan<byte> bytes)
    {
        if (Ascii.IsValid(bytes))
            return bytes.Contains(Escape) && bytes.IndexOf("\u001b$"u8) >= 0 ? Of(Iso2022Japanese).GetString(bytes) : Encoding.ASCII.GetString(bytes);
        return Utf8.IsValid(bytes) ? Encoding.UTF8.GetString(WithoutMark(bytes)) : Of(Western).GetString(bytes);
    }

    /// <summary>Text of another charset is hardly ever valid UTF-8, once it has more than a character or two beyond ASCII.</summary>
    private static bool IsReallyUtf8(ReadOnlySpan<byte> bytes)
    {
        const int least = 6;
        if (Ascii.IsValid(bytes) || !Utf8.IsValid(bytes)) return false;
        var beyond = 0;
        for (var i = 0; i < bytes.Length && beyond < least; i++)
            if (bytes[i] > 0x7f) beyond++;
        return beyond == least;
    }

    private static string Checked(string text, MailNotes? notes)
    {
        if (text.Contains('\ufffd')) notes?.Add(MailFlags.BadEncoding);
        return text;
    }

    private static ReadOnlySpan<byte> WithoutMark(ReadOnlySpan<byte> bytes) => bytes.StartsWith("\uFEFF"u8) ? bytes[3..] : bytes;

    /// <summary>By its byte order mark, else as named; ASCII that only claims to be UTF-16 stays ASCII.</summary>
    private static string DecodeUtf16(ReadOnlySpan<byte> bytes, bool bigEndian)
    {
        if (bytes.StartsWith<byte>([0xff, 0xfe])) return LittleEndian.GetString(bytes[2..]);
        if (bytes.StartsWith<byte>([0xfe, 0xff])) return BigEndian.GetString(bytes[2..]);
        if (Ascii.IsValid(bytes) && !bytes.Contains((byte)0)) return Encoding.ASCII.GetString(bytes);
        return (bigEndian ? BigEndian : LittleEndian).GetString(bytes);
    }

    private static Encoding Of(int page) => Encodings.GetOrAdd(page, static page =>
        CodePagesEncodingProvider.Instance.GetEncoding(page, EncoderFallback.ReplacementFallback, DecoderFallback.ReplacementFallback)
        ?? Encoding.GetEncoding(page, EncoderFallback.ReplacementFallback, DecoderFallback.ReplacementFallback));
}
