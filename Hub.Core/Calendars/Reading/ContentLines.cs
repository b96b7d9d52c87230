using System.Text;

namespace Hub.Core.Calendars.Reading;

/// <summary>Reads the content lines of an iCalendar object, those that were folded whole again (RFC 5545 section 3.1).</summary>
public static class ContentLines
{
    /// <summary>What is read of a line, in UTF-16 units.</summary>
    public const int LongestLine = 10_000;

    /// <summary>The lines in their order, without the empty ones.</summary>
    /// <param name="text">The object.</param>
    /// <param name="most">How many lines of the text are looked at.</param>
    public static IEnumerable<ContentLine> Of(string text, int most)
    {
        var line = new StringBuilder();
        var (number, begins, isCut) = (0, 1, false);
        foreach (var range in Ranges(text).Take(most))
        {
            number++;
            var next = text.AsMemory(range);
            var isFolded = next.Length > 0 && next.Span[0] is ' ' or '\t';
            if (!isFolded)
            {
                if (line.Length > 0) yield return Read(begins, line.ToString()) with { IsCut = isCut };
                line.Clear();
                (begins, isCut) = (number, false);
            }

            var content = isFolded ? next[1..] : next;
            var room = LongestLine - line.Length;
            isCut |= content.Length > room;
            line.Append(content.Span[..Math.Min(room, content.Length)]);
        }

        if (line.Length > 0) yield return Read(begins, line.ToString()) with { IsCut = isCut };
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
    private static ContentLine Read(int number, string line)
    {
        var isQuoted = false;
        for (var i = 0; i < line.Length; i++)
        {
            if (line[i] == '"') isQuoted = !isQuoted;
            if (line[i] != ':' || isQuoted) continue;
            var head = line.AsSpan(0, i);
            var name = head.IndexOf(';');
            return new ContentLine(
                number, (name < 0 ? head : head[..name]).Trim().ToString().ToUpperInvariant(), name < 0 ? "" : head[(name + 1)..].ToString(), line[(i + 1)..]);
        }

        return new ContentLine(number, "", "", line);
    }
}
