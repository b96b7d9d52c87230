using System.Net;
using Hub.Core.Html;
using Hub.Core.Quoting;

namespace Hub.Core.Identities;

/// <summary>
/// Puts a signature below what is new in an answer: above the history that it quotes, so that what was quoted is not signed again. Below two
/// hyphens and a space (RFC 3676 section 4.3), by which readers tell it from the rest. An answer that bears it already stays as it is. Pure.
/// </summary>
internal static class Signature
{
    private const string Delimiter = "-- ";

    /// <summary>The text with its signature.</summary>
    /// <param name="text">The text, its lines ending in LF.</param>
    /// <param name="signature">The signature, likewise.</param>
    public static string InText(string text, string signature)
    {
        var (said, history) = Divided(text, Quotes.InText(text, subject: null));
        if (said.Contains(signature, StringComparison.Ordinal)) return text;
        var signed = $"{said.TrimEnd()}\n\n{Delimiter}\n{signature}".TrimStart('\n');
        return history.Length == 0 ? signed : $"{signed}\n\n{history.TrimStart('\n')}";
    }

    /// <summary>The HTML with its signature, sanitized.</summary>
    /// <param name="html">The HTML.</param>
    /// <param name="signature">The signature: a text, in which nothing is read as a tag.</param>
    public static string InHtml(string html, string signature)
    {
        var (clean, parts) = Quotes.InHtml(html, subject: null);
        var (said, history) = Divided(clean.Html, parts);
        if (Words(HtmlText.ToText(said)).Contains(Words(signature), StringComparison.Ordinal)) return clean.Html;
        // an empty line below, or its last line would pass for the beginning of what introduces the quote
        return HtmlSanitizer.Clean($"{said}<br><div>{Delimiter}<br>{Markup(signature)}</div>{(history.Length == 0 ? "" : "<br>")}{history}");
    }

    private static string Markup(string text) => string.Join("<br>", text.Split('\n').Select(WebUtility.HtmlEncode));

    private static string Words(string text) => string.Join(' ', text.Split(default(char[]), StringSplitOptions.RemoveEmptyEntries));

    /// <summary>What is said up to the end of the last new part, with signatures of its own; and the history behind it.</summary>
    private static (string Said, string History) Divided(string body, BodyParts? parts)
    {
        if (parts is null) return (body, "");
        var last = parts.All.Count - 1;
        while (parts.All[last].Kind == PartKind.Quoted) last--;
        var end = parts.All[last].End;
        return (body[..end], body[end..]);
    }
}
