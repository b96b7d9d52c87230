namespace Hub.Core.Quoting;

/// <summary>Cuts a plain text into its lines. Signs of <c>&gt;</c> before a line quote it (RFC 3676 section 4.5).</summary>
internal static class TextLines
{
    public static List<BodyLine> Of(string text)
    {
        var lines = new List<BodyLine>();
        for (var start = 0; start < text.Length && lines.Count < BodyLine.MostLines;)
        {
            var length = text.AsSpan(start).IndexOf('\n');
            var end = length < 0 ? text.Length : start + length;
            lines.Add(Line(text, start, end));
            start = end + 1;
        }

        return lines;
    }

    private static BodyLine Line(string text, int start, int end)
    {
        var depth = 0;
        var at = start;
        // the end of an address that was wrapped above its quote
        var isQuoted = !text.AsSpan(start, end - start).StartsWith(">:");
        for (; isQuoted && at < end && (text[at] == '>' || char.IsWhiteSpace(text[at])); at++)
            if (text[at] == '>') depth++;
        while (end > at && char.IsWhiteSpace(text[end - 1])) end--;
        return new BodyLine(start, text.AsMemory(at, Math.Min(end - at, BodyLine.MostText)), depth, IsCited: depth > 0, LineMark.None);
    }
}
