using AngleSharp.Html.Parser;

namespace Hub.Core.Html;

/// <summary>
/// The readable plain text of a body, for search, previews, notices and channels without markup. Never throws; linear and bounded,
/// at most 1 Mi chars.
/// </summary>
public static class HtmlText
{
    /// <summary>
    /// Paragraphs apart by an empty line, list items with a dash or number, cells of a row by tabs, links as <c>text (url)</c> when the
    /// text does not say the address, quotes behind <c>&gt; </c>. What the sender hides is left out, as it is from the markup.
    /// </summary>
    public static string ToText(string html)
    {
        ArgumentNullException.ThrowIfNull(html);
        if (html.Length > HtmlLimits.MaxHtmlChars)
            return WordsOf(html[..HtmlLimits.MaxHtmlChars]);
        var sink = new TextSink();
        return HtmlWalker.Walk(html, sink) == WalkEnd.TooManyNodes ? WordsOf(html) : sink.ToString();
    }

    /// <summary>The words only: for bodies beyond the limits of structure.</summary>
    internal static string WordsOf(string html)
    {
        var text = new PlainTextBuilder();
        using var tokens = new HtmlTokens(html);
        while (!text.IsFull && tokens.Next() is { } token)
        {
            if (token.Type == HtmlTokenType.Character)
                text.Words(token.Data);
            else if (token.Name == "br" || (ElementList.TryGet(token.Name, out var kind) && ElementList.IsSpecial(kind) && kind != ElementKind.Void))
                text.Break(1);
        }
        return text.ToString();
    }
}
