using System.Text;

namespace Hub.Channels.Mail.Mime.Calendar;

/// <summary>Reads the content lines of a calendar, those that were folded whole again (RFC 5545 section 3.1).</summary>
internal static class CalendarLines
{
    private const int MostLines = 10_000;
    private const int LongestLine = 10_000;

    public static IEnumerable<CalendarProperty> Of(string text)
    {
        var line = new StringBuilder();
        foreach (var range in Ranges(text).Take(MostLines))
        {
            var next = text[range];
            var isFolded = next.Length > 0 && next[0] is ' ' or '\t';
            if (!isFolded)
            {
                if (Property(line.ToString()) is { } property) yield return property;
                line.Clear();
            }

            if (line.Length + next.Length <= LongestLine) line.Append(next, isFolded ? 1 : 0, next.Length - (isFolded ? 1 : 0));
        }

        if (Property(line.ToString()) is { } last) yield return last;
    }

    private static IEnumerable<Range> Ranges(string text)
    {
        for (var start = 0; start < text.Length;)
        {
            var length = text.AsSpan(start).IndexOf('\n');
            var end = length < 0 ? text.Length : start + length;
            yield return start..(end > start && text[end - 1] == '\r' ? end - 1 : end);
            start = end + 1;
        }
    }

    /// <summary>The value begins behind the first colon outside quotes.</summary>
    private static CalendarProperty? Property(string line)
    {
        var isQuoted = false;
        for (var i = 0; i < line.Length; i++)
        {
            if (line[i] == '"') isQuoted = !isQuoted;
            if (line[i] != ':' || isQuoted) continue;
            var head = line.AsSpan(0, i);
            var name = head.IndexOf(';');
            return new CalendarProperty(
                (name < 0 ? head : head[..name]).Trim().ToString().ToUpperInvariant(), name < 0 ? "" : head[(name + 1)..].ToString(), line[(i + 1)..]);
        }

        return null;
    }
}
