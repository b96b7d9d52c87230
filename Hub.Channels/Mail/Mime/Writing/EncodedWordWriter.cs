using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace Hub.Channels.Mail.Mime.Writing;

/// <summary>
/// Encoded words (RFC 2047) in UTF-8: each of whole characters, at most 75 long, on lines of at most 76, in Q or B by which is shorter. Q
/// is written so that it is valid in a phrase too (section 5, rule 3).
/// </summary>
internal static class EncodedWordWriter
{
    private const int MaxWord = 75;
    private const int Frame = 12; // =?utf-8?B? and ?=
    private const int LeastRoom = Frame + 12; // the longest character in Q
    private const int LineMargin = HeaderWriter.FoldAt - 76;

    /// <summary>Writes a text without control characters.</summary>
    public static void Write(HeaderWriter header, string text)
    {
        var q = text.EnumerateRunes().Sum(QLength) <= Base64.GetMaxEncodedToUtf8Length(Encoding.UTF8.GetByteCount(text));
        for (var rest = text.AsSpan(); rest.Length > 0;)
        {
            if (header.Room - LineMargin < LeastRoom) header.Fold();
            var room = Math.Clamp(header.Room - LineMargin, LeastRoom, MaxWord) - Frame;
            var taken = Fitting(rest, room, q);
            header.Piece(q ? $"=?utf-8?Q?{Q(rest[..taken])}?=" : $"=?utf-8?B?{B(rest[..taken])}?=");
            rest = rest[taken..];
        }
    }

    /// <summary>How many UTF-16 units of the text fit into the room, encoded.</summary>
    private static int Fitting(ReadOnlySpan<char> text, int room, bool q)
    {
        var (taken, cost) = (0, 0);
        var limit = q ? room : room / 4 * 3;
        foreach (var rune in text.EnumerateRunes())
        {
            cost += q ? QLength(rune) : rune.Utf8SequenceLength;
            if (cost > limit) break;
            taken += rune.Utf16SequenceLength;
        }

        return taken;
    }

    private static string B(ReadOnlySpan<char> text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text.ToString()));

    private static string Q(ReadOnlySpan<char> text)
    {
        var encoded = new StringBuilder();
        foreach (var octet in Encoding.UTF8.GetBytes(text.ToString()))
        {
            if (octet == ' ') encoded.Append('_');
            else if (IsSafe(octet)) encoded.Append((char)octet);
            else encoded.Append(CultureInfo.InvariantCulture, $"={octet:X2}");
        }

        return encoded.ToString();
    }

    private static int QLength(Rune rune) => rune.Value == ' ' || (rune.IsAscii && IsSafe(rune.Value)) ? 1 : 3 * rune.Utf8SequenceLength;

    private static bool IsSafe(int octet) =>
        octet < 128 && (char.IsAsciiLetterOrDigit((char)octet) || octet is '!' or '*' or '+' or '-' or '/');
}
