using System.Buffers;
using System.Text;

namespace Hub.Core.Html;

/// <summary>
/// Writes text and attribute values so that no parser reads a tag in them. Control characters go, and halves of
/// surrogate pairs become U+FFFD: neither survives storage in UTF-8 and a second parse unchanged.
/// </summary>
internal static class HtmlEscape
{
    private static readonly SearchValues<char> Special = SearchValues.Create(
        [
            '&', '<', '>', '"', '\x7f',
            .. Enumerable.Range(0, ' ').Select(c => (char)c).Where(c => c is not ('\t' or '\n')),
            .. Enumerable.Range(0xd800, 0x800).Select(c => (char)c),
        ]);

    private static readonly SearchValues<char> Untidy = SearchValues.Create(
        [.. Enumerable.Range(0, 0x10000).Select(c => (char)c).Where(c => Special.Contains(c) && c is not ('&' or '<' or '>' or '"'))]);

    public static void AppendText(StringBuilder to, ReadOnlySpan<char> text) => Append(to, text, inAttribute: false);

    public static void AppendAttribute(StringBuilder to, string name, string value)
    {
        to.Append(' ').Append(name).Append("=\"");
        Append(to, value, inAttribute: true);
        to.Append('"');
    }

    /// <summary>The text with the same characters removed and replaced as in markup, but nothing escaped.</summary>
    public static string Tidy(string text)
    {
        if (text.AsSpan().IndexOfAny(Untidy) < 0)
            return text;
        var tidy = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsSurrogate(text[i]))
                i += AppendSurrogate(tidy, text, i);
            else if (text[i] is '\r' or '\f')
                tidy.Append('\n');
            else if (text[i] is >= ' ' and not '\x7f' or '\t' or '\n')
                tidy.Append(text[i]);
        }
        return tidy.ToString();
    }

    private static void Append(StringBuilder to, ReadOnlySpan<char> text, bool inAttribute)
    {
        while (!text.IsEmpty)
        {
            var plain = text.IndexOfAny(Special);
            if (plain < 0)
            {
                to.Append(text);
                return;
            }
            to.Append(text[..plain]);
            var used = 1;
            switch (text[plain])
            {
                case '&': to.Append("&amp;"); break;
                case '<': to.Append("&lt;"); break;
                case '>': to.Append("&gt;"); break;
                case '"': to.Append(inAttribute ? "&quot;" : "\""); break;
                case '\r' or '\f': to.Append('\n'); break;
                case >= '\ud800' and <= '\udfff': used += AppendSurrogate(to, text, plain); break;
            }
            text = text[(plain + used)..];
        }
    }

    /// <summary>How many more chars than one were used.</summary>
    private static int AppendSurrogate(StringBuilder to, ReadOnlySpan<char> text, int at)
    {
        if (at + 1 < text.Length && char.IsSurrogatePair(text[at], text[at + 1]))
        {
            to.Append(text.Slice(at, 2));
            return 1;
        }
        to.Append('\ufffd');
        return 0;
    }
}
