using System.Net;
using System.Numerics;
using System.Runtime.InteropServices;

namespace Hub.Channels.Mail.Mime;

/// <summary>
/// Whether the text and the HTML version of a mail say the same: what part of the words of each occurs in the other. Words are kept as
/// bits of a fixed field, so that it costs the same for every mail; it is a hint for a reader, not a proof.
/// </summary>
internal static class VersionComparison
{
    private const int MaxChars = 256 * 1024;
    private const int FieldWords = 1024;
    private const int FewWords = 4;

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

    private static void Collect(ReadOnlySpan<char> text, bool isMarkup, Span<ulong> field)
    {
        for (var at = 0; at < text.Length;)
        {
            if (isMarkup && text[at] == '<')
            {
                at = TagEnd(text, at);
                continue;
            }
            var length = WordLength(text[at..]);
            if (length > 0) Add(text.Slice(at, length), field);
            at += Math.Max(1, length);
        }
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

    /// <summary>A run of letters and digits; where a script writes no spaces, one character.</summary>
    private static int WordLength(ReadOnlySpan<char> text)
    {
        const char firstWithoutSpaces = '\u2e80';
        var length = 0;
        while (length < text.Length && char.IsLetterOrDigit(text[length]) && text[length] < firstWithoutSpaces) length++;
        return length == 0 && char.IsLetterOrDigit(text[0]) ? 1 : length;
    }

    private static void Add(ReadOnlySpan<char> word, Span<ulong> field)
    {
        // not string.GetHashCode: it is seeded anew in each process, and a flag must not depend on that
        var hash = 2166136261u;
        foreach (var value in MemoryMarshal.Cast<char, ushort>(word)) hash = (hash ^ value) * 16777619u;
        var bit = (int)((hash ^ (hash >> 16)) & ((FieldWords * 64) - 1));
        field[bit / 64] |= 1UL << (bit % 64);
    }
}
