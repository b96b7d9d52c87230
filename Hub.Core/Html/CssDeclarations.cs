namespace Hub.Core.Html;

/// <summary>Cuts a style attribute into its declarations (CSS Syntax Level 3, 5.4.5, without escapes and comments, which the filter refuses).</summary>
internal static class CssDeclarations
{
    /// <summary>Name in lower case and trimmed value of each declaration; none of a style that is too long.</summary>
    public static IEnumerable<(string Name, string Value)> Of(string style)
    {
        if (style.Length > HtmlLimits.MaxStyleChars)
            yield break;
        for (var start = 0; start < style.Length;)
        {
            var end = EndOf(style, start);
            var colon = style.IndexOf(':', start, end - start);
            if (colon > start)
                yield return (style[start..colon].Trim().ToLowerInvariant(), style[(colon + 1)..end].Trim());
            start = end + 1;
        }
    }

    private static int EndOf(string style, int start)
    {
        var quote = '\0';
        var parentheses = 0;
        for (var i = start; i < style.Length; i++)
        {
            var c = style[i];
            if (quote != '\0')
                quote = c == quote ? '\0' : quote;
            else if (c is '"' or '\'')
                quote = c;
            else if (c == '(')
                parentheses++;
            else if (c == ')')
                parentheses--;
            else if (c == ';' && parentheses <= 0)
                return i;
        }
        return style.Length;
    }
}
