namespace Hub.Core.Quoting;

/// <summary>Lines that say that another message follows, such as <c>-----Original Message-----</c>.</summary>
internal static class Separator
{
    private const string Rule = "-_=*—–─━ \t\u00a0";
    private const int Longest = 120;

    /// <summary>Whether the message that is answered follows.</summary>
    public static bool IsOriginal(ReadOnlySpan<char> line) => WordsIn(line, out var hasRule) is var words && hasRule && WordIndex.IsOriginal(words);

    /// <summary>Whether a message that is forwarded follows.</summary>
    public static bool IsForward(ReadOnlySpan<char> line)
    {
        var words = WordsIn(line, out var hasRule);
        var bare = words.TrimEnd(" :：");
        return (hasRule || bare.Length < words.Length) && WordIndex.IsForward(bare);
    }

    /// <summary>Whether a subject says that a message is forwarded.</summary>
    public static bool IsForwardSubject(string? subject)
    {
        var rest = subject.AsSpan().TrimStart();
        var colon = rest.IndexOfAny(':', '：');
        return colon > 0 && WordIndex.IsForwardTag(rest[..colon].TrimEnd());
    }

    private static ReadOnlySpan<char> WordsIn(ReadOnlySpan<char> line, out bool hasRule)
    {
        hasRule = false;
        if (line.Length > Longest) return default;
        var words = line.Trim(Rule);
        hasRule = line.Length - words.Length >= 4;
        return words;
    }
}
