namespace Hub.Core.Quoting;

/// <summary>
/// The header of an earlier message as Outlook and others write it above what it said: lines of a label, a colon and a value, the labels in
/// the language of the program.
/// </summary>
internal static class HeaderBlock
{
    private const int MostLines = 14;
    private const int MostContinued = 2;
    private const int LongestLabel = 20;

    /// <summary>Whether such a header begins at this line. Without a subject it must look like one: an address in it, or a rule above.</summary>
    public static bool Begins(IReadOnlyList<BodyLine> lines, int at)
    {
        if (LabelOf(lines[at].Text.Span) is not { } first) return false;
        var (found, continued, hasAddress) = (first, 0, HasAddress(lines[at]));
        for (var i = at + 1; i < lines.Count && i < at + MostLines && continued <= MostContinued; i++)
        {
            if (LabelOf(lines[i].Text.Span) is { } label)
            {
                found |= label;
                continued = 0;
            }
            else
            {
                continued++;
            }

            hasAddress |= HasAddress(lines[i]);
        }

        if (!found.HasFlag(HeaderLabel.From)) return false;
        if (found.HasFlag(HeaderLabel.Subject)) return (found & (HeaderLabel.Sent | HeaderLabel.To)) != 0;
        return found.HasFlag(HeaderLabel.Sent | HeaderLabel.To) && (hasAddress || IsBelowRule(lines, at));
    }

    private static HeaderLabel? LabelOf(ReadOnlySpan<char> line)
    {
        line = line.TrimStart("*_| \t");
        var colon = line[..Math.Min(line.Length, LongestLabel)].IndexOfAny(':', '：');
        return colon < 0 ? null : WordIndex.LabelOf(line[..colon].TrimEnd().TrimEnd('*'));
    }

    private static bool HasAddress(BodyLine line) => line.Text.Span.Contains('@');

    private static bool IsBelowRule(IReadOnlyList<BodyLine> lines, int at)
    {
        while (at > 0 && lines[at - 1].IsBlank) at--;
        return at > 0 && lines[at - 1].IsRule;
    }
}
