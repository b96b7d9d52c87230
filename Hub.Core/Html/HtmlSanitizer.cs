using System.Text;

namespace Hub.Core.Html;

/// <summary>
/// The one allow-list sanitizer. Every <c>html</c> of a message, inbound and outbound, is its output. It never throws, whatever the input;
/// time and memory are linear in the input's length and bounded. What it returns loads nothing, runs nothing, and comes back unchanged
/// when it is sanitized again. What is kept and why: this folder's README.
/// </summary>
public static class HtmlSanitizer
{
    /// <summary>The safe form of a body.</summary>
    public static string Clean(string html) => Sanitize(html).Html;

    /// <summary>The safe form of a body, and what was withheld from it.</summary>
    public static CleanHtml Sanitize(string html) => Sanitize(html, markup => markup);

    /// <summary>As <see cref="Sanitize(string)"/>, with somebody who sees on its way what is written.</summary>
    internal static CleanHtml Sanitize(string html, Func<MarkupSink, IHtmlSink> seen)
    {
        ArgumentNullException.ThrowIfNull(html);
        if (html.Length > HtmlLimits.MaxHtmlChars)
            return AsText(HtmlText.ToText(html));
        var sink = new MarkupSink();
        return HtmlWalker.Walk(html, seen(sink)) switch
        {
            WalkEnd.Complete => new CleanHtml(sink.ToString(), sink.HasRemoteImages, IsTextOnly: false),
            // another walk would end as this one did
            WalkEnd.TooManyNodes => AsText(HtmlText.WordsOf(html)),
            _ => AsText(HtmlText.ToText(html)),
        };
    }

    private static CleanHtml AsText(string text) => new(FromText(text), HasRemoteImages: false, IsTextOnly: true);

    /// <summary>Plain text (its first 1 Mi chars) as safe markup: nothing in it is read as a tag, its line breaks and spaces stay.</summary>
    public static string FromText(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var html = new StringBuilder("<div style=\"white-space:pre-wrap\">", text.Length + 64);
        var kept = text.AsSpan(0, Math.Min(text.Length, HtmlLimits.MaxTextChars));
        HtmlEscape.AppendText(html, kept);
        return html.Append("</div>").ToString();
    }
}
