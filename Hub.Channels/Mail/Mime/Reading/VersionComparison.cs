using System.Net;
using System.Numerics;

namespace Hub.Channels.Mail.Mime.Reading;

/// <summary>
/// Whether the text and the HTML version of a mail say the same: what part of the words of each occurs in the other. Words are kept as
/// bits of a fixed field, so that it costs the same for every mail; it is a hint for a reader, not a proof.
/// </summary>
internal static class VersionComparison
{
    private const int MaxChars = 256 * 1024;
    private const int FieldWords = 1024;
    private const int FewWords = 4;
    private const uint HashStart = 2166136261;
    private const uint HashPrime = 16777619;
    private const char FirstWithoutSpaces = '\u2e80';

    /// <summary>Of the words of one version fewer than half are in the other.</summary>
    public static bool Differ(string text, string html)
    {
        Span<ulong> ofText = stackalloc ulong[FieldWords];
        Span<ulong> ofHtml = stackalloc ulong[FieldWords];
        Collect(text.AsSpan(0, Math.Min(text.Length, MaxChars)), isMarkup: false, ofText);
        html = html[..Math.Min(html.Length, MaxChars)];
        Collect(html.Contains('&') ? WebUtility.HtmlDecode(html) : html, isMarkup: true, ofHtml);

        var (inText, inHtml, inBoth) = (0, 0, 0);
        for (var i = 0; i < FieldWords; i++)
        {
            inText += BitOperations.PopCount(ofText[i]);
            inHtml += BitOperations.PopCount(ofHtml[i]);
            inBoth += BitOperations.PopCount(ofText[i] & ofHtml[i]);
        }
        return Math.Max(inText, inHtml) >= FewWords && inBoth * 2 < Math.Max(inText, inHtml);
    }

    /// <summary>
    /// Sets a bit for each word: a run of letters and digits, or one character of a script that writes no spaces. The hash is our own
    /// because string.GetHashCode is seeded anew in each process, and a flag must not depend on that.
    /// </summary>
    private static void Collect(ReadOnlySpan<char> text, bool isMarkup, Span<ulong> field)
    {
        var hash = HashStart;
        for (var at = 0; at < text.Length;)
        {
            var value = text[at];
            if (IsPartOfWord(value))
            {
                hash = (hash ^ value) * HashPrime;
                at++;
                if (value < FirstWithoutSpaces) continue;
            }
            else
            {
                at = isMarkup && value == '<' ? TagEnd(text, at) : at + 1;
            }
            if (hash != HashStart) Add(hash, field);
            hash = HashStart;
        }
        if (hash != HashStart) Add(hash, field);
    }

    private static bool IsPartOfWord(char value) => value < 128 ? char.IsAsciiLetterOrDigit(value) : char.IsLetterOrDigit(value);

    private static void Add(uint hash, Span<ulong> field)
    {
        var bit = (int)((hash ^ (hash >> 16)) & ((FieldWords * 64) - 1));
        field[bit / 64] |= 1UL << (bit % 64);
    }

    /// <summary>The place after the tag, and after the content that is not shown.</summary>
    private static int TagEnd(ReadOnlySpan<char> text, int at)
    {
        var rest = text[at..];
        var close = rest.Length < 2 || !(rest[1] is '!' or 's' or 'S' or 'h' or 'H') ? ">"
            : rest.StartsWith("<style", StringComparison.OrdinalIgnoreCase) ? "</style"
            : rest.StartsWith("<head", StringComparison.OrdinalIgnoreCase) ? "</head"
            : rest.StartsWith("<script", StringComparison.OrdinalIgnoreCase) ? "</script"
            : rest.StartsWith("<!--", StringComparison.Ordinal) ? "-->"
            : ">";
        var end = close == ">" ? rest.IndexOf('>') : rest.IndexOf(close, StringComparison.OrdinalIgnoreCase);
        return end < 0 ? text.Length : at + end + close.Length;
    }
}
