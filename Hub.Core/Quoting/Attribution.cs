using System.Text;

namespace Hub.Core.Quoting;

/// <summary>
/// The sentence above a quote that says who wrote it and when: "On 26 Jun 2014 at 14:14, Ann wrote:". Programs wrap it over up to four
/// lines. It is known by its parts rather than by its grammar: a date, a time, an address, a word for writing, and how it begins and ends.
/// </summary>
internal static class Attribution
{
    private const int MostLines = 4;
    private const int Longest = 400;

    /// <summary>Where the attribution that ends with this line begins; null where it ends none.</summary>
    /// <param name="lines">All lines.</param>
    /// <param name="end">The last line of it.</param>
    /// <param name="isAboveQuote">Whether a quote follows, so that less is asked of it.</param>
    public static int? BeginOf(IReadOnlyList<BodyLine> lines, int end, bool isAboveQuote)
    {
        if (!Ends(lines[end].Text.Span)) return null;
        return BeginOf(lines, end, IsWhole) ?? (isAboveQuote ? BeginOf(lines, end, IsEnough) : null);
    }

    /// <summary>The nearest line from which on it is one.</summary>
    private static int? BeginOf(IReadOnlyList<BodyLine> lines, int end, Predicate<string> isOne)
    {
        var sentence = "";
        for (var start = end; start >= 0 && start > end - MostLines; start--)
        {
            if (lines[start].IsBlank || lines[start].Depth != lines[end].Depth) return null;
            sentence = $"{lines[start].Text} {sentence}";
            if (sentence.Length > Longest) return null;
            if (isOne(sentence.AsSpan().Trim("-— ").ToString())) return start;
        }

        return null;
    }

    private static bool Ends(ReadOnlySpan<char> line)
    {
        line = line.TrimEnd("-— ");
        if (line.IsEmpty || line[^1] is ':' or '：') return !line.IsEmpty;
        foreach (var word in WordIndex.Wrote)
            if (line.EndsWith(word, StringComparison.OrdinalIgnoreCase)) return true;
        return false;
    }

    private static bool IsWhole(string sentence)
    {
        if (!sentence.AsSpan().ContainsAnyInRange('0', '9')) return false;
        var bare = WithoutAddresses(sentence, out var hasAddress);
        var (hasDate, hasTime) = Times(bare);
        var (says, begins) = (SaysWrote(bare), Begins(sentence));
        return hasDate && ((says && begins) || (hasAddress && hasTime && (says || begins)));
    }

    private static bool IsEnough(string sentence)
    {
        var bare = WithoutAddresses(sentence, out _);
        return SaysWrote(bare) || (Times(bare).Date && Begins(sentence));
    }

    /// <summary>With a word that introduces, or with the date: a number among the first three words.</summary>
    private static bool Begins(string sentence)
    {
        foreach (var opener in WordIndex.Openers)
            if (sentence.StartsWith(opener, StringComparison.OrdinalIgnoreCase)) return true;
        var words = 0;
        var isStart = true;
        foreach (var c in sentence)
        {
            if (isStart && char.IsAsciiDigit(c)) return true;
            isStart = c is ' ' or '(' or '"';
            if (c == ' ' && ++words == 3) return false;
        }

        return false;
    }

    private static string WithoutAddresses(string sentence, out bool hasAddress)
    {
        var bare = new StringBuilder(sentence.Length);
        hasAddress = false;
        foreach (var range in sentence.AsSpan().SplitAny(" <>"))
        {
            var word = sentence.AsSpan(range);
            if (word.Contains('@')) hasAddress = true;
            else bare.Append(word).Append(' ');
        }

        return bare.ToString();
    }

    /// <summary>Whether numbers stand in it that are not of a time, and such that are, or are a year.</summary>
    private static (bool Date, bool Time) Times(string text)
    {
        var (date, time) = (false, false);
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsAsciiDigit(text[i])) continue;
            var start = i;
            while (i < text.Length && char.IsAsciiDigit(text[i])) i++;
            var isOfTime = (i + 1 < text.Length && text[i] is ':' or '.' && char.IsAsciiDigit(text[i + 1])) || (start > 0 && text[start - 1] == ':');
            var hasColon = isOfTime && (start > 0 && text[start - 1] == ':' || (i < text.Length && text[i] == ':'));
            time |= isOfTime || i - start == 4;
            date |= !hasColon;
        }

        return (date, time);
    }

    private static bool SaysWrote(string text)
    {
        foreach (var word in WordIndex.Wrote)
        {
            var at = text.IndexOf(word, StringComparison.OrdinalIgnoreCase);
            if (at < 0) continue;
            var end = at + word.Length;
            var isApart = (at == 0 || !char.IsLetter(text[at - 1])) && (end == text.Length || !char.IsLetter(text[end]));
            // Chinese and Japanese set no spaces
            if (isApart || word[0] > '\u2e80') return true;
        }

        return false;
    }
}
