using System.Globalization;
using System.Text;

namespace Hub.Channels.Mail.Mime.Writing;

/// <summary>
/// The name of a file in a <c>Content-Disposition</c> (RFC 2183): quoted where it is short ASCII, else in the pieces of RFC 2231 with a
/// plain approximation behind them for readers that do not know those. The exact form is first because many readers take the first.
/// </summary>
internal static class FileNameParameter
{
    /// <summary>The longest name that is written, in UTF-8 octets; file systems hold 255.</summary>
    public const int MaxOctets = 255;

    private const string AttributeSpecials = "!#$&+-.^_`{|}~";
    private const int MaxPlain = 60;
    private const int MaxPiece = 58;
    private const int MaxEnding = 12;

    /// <summary>Ends a field that has its value with the parameter.</summary>
    public static void Write(HeaderWriter header, string name)
    {
        var line = Shortened(HeaderText.OneLine(name));
        if (line.Length == 0) line = "file";
        if (IsPlain(line))
        {
            header.Piece($"filename={HeaderText.Quoted(line)}");
            return;
        }

        var pieces = Pieces(line);
        if (pieces.Count == 1) header.Piece($"filename*=utf-8''{pieces[0]};");
        else for (var i = 0; i < pieces.Count; i++) header.Piece($"filename*{i}*={(i == 0 ? "utf-8''" : "")}{pieces[i]};");
        header.Piece($"filename={HeaderText.Quoted(Approximation(line))}");
    }

    private static bool IsPlain(string name) =>
        name.Length <= MaxPlain && Ascii.IsValid(name) && !name.Contains("=?", StringComparison.Ordinal);

    /// <summary>At most <see cref="MaxOctets"/> of whole characters, cut before the ending.</summary>
    private static string Shortened(string name)
    {
        if (Encoding.UTF8.GetByteCount(name) <= MaxOctets) return name;
        var ending = EndingOf(name);
        var octets = Encoding.UTF8.GetByteCount(ending);
        var start = new StringBuilder();
        foreach (var rune in name.EnumerateRunes())
        {
            octets += rune.Utf8SequenceLength;
            if (octets > MaxOctets) break;
            start.Append(rune.ToString());
        }

        return start + ending;
    }

    private static string Approximation(string name)
    {
        var ending = EndingOf(name);
        var plain = string.Concat(name[..^ending.Length].EnumerateRunes().Select(AsPlain));
        return (plain.Length > MaxPlain ? plain[..MaxPlain] : plain) + string.Concat(ending.EnumerateRunes().Select(AsPlain));
    }

    private static char AsPlain(Rune rune) => rune.IsAscii && rune.Value is not ('"' or '\\' or '?') ? (char)rune.Value : '_';

    private static string EndingOf(string name) => Path.GetExtension(name) is { Length: > 1 and <= MaxEnding } ending ? ending : "";

    private static List<string> Pieces(string name)
    {
        var pieces = new List<string>();
        var piece = new StringBuilder();
        foreach (var rune in name.EnumerateRunes())
        {
            var encoded = Encoded(rune);
            if (piece.Length + encoded.Length > MaxPiece)
            {
                pieces.Add(piece.ToString());
                piece.Clear();
            }

            piece.Append(encoded);
        }

        pieces.Add(piece.ToString());
        return pieces;
    }

    /// <summary>A character as RFC 2231 section 7 allows it (attribute-char), else its octets in hexadecimal digits.</summary>
    private static string Encoded(Rune rune)
    {
        if (rune.IsAscii && (char.IsAsciiLetterOrDigit((char)rune.Value) || AttributeSpecials.Contains((char)rune.Value, StringComparison.Ordinal)))
            return rune.ToString();
        var octets = Encoding.UTF8.GetBytes(rune.ToString());
        return string.Concat(octets.Select(octet => string.Create(CultureInfo.InvariantCulture, $"%{octet:X2}")));
    }
}
