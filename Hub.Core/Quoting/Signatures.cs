namespace Hub.Core.Quoting;

/// <summary>Finds signatures: below two hyphens (RFC 3676 section 4.3) and the rules that are written instead of them, and what programs add.</summary>
internal static class Signatures
{
    private const int MostLines = 30;
    private const int MostLinesBelowRule = 12;
    private const int LongestLine = 80;
    private const int MostWords = 9;

    /// <summary>The first line of the signature at the end of a run of lines; its end where there is none.</summary>
    /// <param name="lines">All lines.</param>
    /// <param name="start">The run's first line.</param>
    /// <param name="end">Behind the run's last line.</param>
    public static int Begin(IReadOnlyList<BodyLine> lines, int start, int end)
    {
        var last = end;
        while (last > start && (lines[last - 1].IsBlank || lines[last - 1].IsRule)) last--;
        var found = Below(lines, start, last) ?? last;
        if (found == last && last > start && IsAdded(lines[last - 1].Text.Span)) found = last - 1;
        if (found == last) return end;
        // what the program added may stand above the person's own
        while (found > start && lines[found - 1].IsBlank) found--;
        return found > start && IsAdded(lines[found - 1].Text.Span) ? found - 1 : found;
    }

    private static int? Below(IReadOnlyList<BodyLine> lines, int start, int end)
    {
        var text = 0;
        int? found = null;
        for (var i = end - 1; i >= start && text <= MostLines; i--)
        {
            var line = lines[i].Text.Span;
            var isHyphens = line.SequenceEqual("--");
            if (isHyphens || (text <= MostLinesBelowRule && text > 0 && IsRule(line))) found = i;
            if (isHyphens) break;
            if (!line.IsEmpty) text++;
        }

        return found;
    }

    /// <summary>Hyphens and equals signs also draw tables and headings; a dash or underscores alone on a line do not.</summary>
    private static bool IsRule(ReadOnlySpan<char> line) =>
        !line.IsEmpty && (!line.ContainsAnyExcept('—', '–') || (line.Length >= 2 && !line.ContainsAnyExcept('_')));

    /// <summary>Whether a program added this line. It names itself briefly; a sentence that begins alike goes on.</summary>
    private static bool IsAdded(ReadOnlySpan<char> line)
    {
        var link = line.IndexOfAny('<', '(');
        if (link > 0) line = line[..link];
        line = line.Trim("*_.! \t");
        if (line.Length > LongestLine || line.ContainsAny(",;:，。") || line.Count(' ') >= MostWords) return false;
        foreach (var (start, end) in WordIndex.SentFrom)
        {
            if (line.Length > start.Length + end.Length
                && line.StartsWith(start, StringComparison.OrdinalIgnoreCase) && line.EndsWith(end, StringComparison.OrdinalIgnoreCase)) return true;
        }

        return false;
    }
}
