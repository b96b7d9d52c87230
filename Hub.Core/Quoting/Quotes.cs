using System.Text;
using Hub.Core.Html;

namespace Hub.Core.Quoting;

/// <summary>
/// Divides what a mail says into new text, quoted history and signature, in the forms in which Outlook, Apple Mail, Gmail, Yahoo, QQ, NetEase,
/// phones and others write them in the languages of <see cref="LanguageTable"/>. Nothing is taken away: parts are stretches of the whole.
/// What is forwarded is what the sender wants to be read, so it is new. In doubt a line is new. Time and memory are linear and bounded.
/// </summary>
public static class Quotes
{
    /// <summary>The parts of a plain text, its lines ending in LF; null where it is to be shown whole.</summary>
    /// <param name="text">The text.</param>
    /// <param name="subject">The message's subject, which tells a forwarded message from an answer.</param>
    public static BodyParts? InText(string text, string? subject)
    {
        ArgumentNullException.ThrowIfNull(text);
        return QuoteFinder.Find(TextLines.Of(text), text.Length, Separator.IsForwardSubject(subject));
    }

    /// <summary>Sanitizes HTML, and finds the parts of the result.</summary>
    /// <param name="html">As it came.</param>
    /// <param name="subject">The message's subject.</param>
    /// <returns>What <see cref="HtmlSanitizer.Sanitize(string)"/> answers, and where its parts are.</returns>
    public static (CleanHtml Clean, BodyParts? Parts) InHtml(string html, string? subject)
    {
        MarkupLines? lines = null;
        var clean = HtmlSanitizer.Sanitize(html, markup => lines = new MarkupLines(markup));
        var parts = clean.IsTextOnly || lines is null ? null : QuoteFinder.Find(lines.Lines, clean.Html.Length, Separator.IsForwardSubject(subject));
        return (clean, parts);
    }

    /// <summary>The plain text of HTML that was divided, divided alike: the names by which programs mark quotes are not in the text.</summary>
    /// <param name="clean">The sanitizer's output.</param>
    /// <param name="parts">Its parts, as <see cref="InHtml"/> found them.</param>
    public static (string Text, BodyParts? Parts) TextOf(string clean, BodyParts parts)
    {
        ArgumentNullException.ThrowIfNull(clean);
        ArgumentNullException.ThrowIfNull(parts);
        var text = new StringBuilder();
        var stretches = new List<BodyPart>(parts.All.Count);
        foreach (var (part, piece) in parts.All.Zip(HtmlPieces.Of(clean, parts.All.SkipLast(1).Select(part => part.End))))
        {
            var start = text.Length;
            text.Append(HtmlText.ToText(piece)).Append("\n\n");
            stretches.Add(part with { Start = start, End = text.Length });
        }

        return (text.ToString(), BodyParts.Of(stretches));
    }
}
