using System.Text;

namespace Hub.Core.Html;

/// <summary>
/// Cuts sanitized markup into pieces that are each well nested: what is open at a cut is closed before it and opened again behind it.
/// Only for what <see cref="HtmlSanitizer"/> returned, in which every angle bracket belongs to a tag.
/// </summary>
public static class HtmlPieces
{
    private static readonly string[] Voids = ["br", "hr", "img", "wbr", "col"];

    /// <summary>The pieces between these places, in their order.</summary>
    /// <param name="html">The sanitizer's output.</param>
    /// <param name="cuts">Places between its tags and texts, in chars, rising; one elsewhere is moved behind the tag that it is in.</param>
    public static IReadOnlyList<string> Of(string html, IEnumerable<int> cuts)
    {
        ArgumentNullException.ThrowIfNull(html);
        ArgumentNullException.ThrowIfNull(cuts);
        var pieces = new List<string>();
        var open = new Stack<Range>();
        var (piece, at) = (new StringBuilder(), 0);
        foreach (var cut in cuts)
        {
            var end = Follow(html, at, Math.Clamp(cut, at, html.Length), open);
            piece.Append(html, at, end - at);
            foreach (var tag in open) piece.Append("</").Append(NameOf(html[tag])).Append('>');
            pieces.Add(piece.ToString());
            piece.Clear();
            foreach (var tag in open.Reverse()) piece.Append(html[tag]);
            at = end;
        }

        pieces.Add(piece.Append(html, at, html.Length - at).ToString());
        return pieces;
    }

    /// <summary>Keeps count of the open tags up to a place, and answers the end of the tag that it is in, or itself.</summary>
    private static int Follow(string html, int at, int end, Stack<Range> open)
    {
        while (at < end)
        {
            var start = html.AsSpan(at, end - at).IndexOf('<');
            if (start < 0) return end;
            start += at;
            var length = html.AsSpan(start).IndexOf('>');
            if (length < 0) return html.Length;
            at = start + length + 1;
            if (html[start + 1] == '/') open.TryPop(out _);
            else if (!Voids.Contains(NameOf(html[start..at]))) open.Push(start..at);
        }

        return at;
    }

    private static string NameOf(string tag) => tag[1..tag.AsSpan().IndexOfAny(' ', '>')];
}
