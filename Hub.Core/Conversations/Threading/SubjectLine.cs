using Hub.Core.Search;

namespace Hub.Core.Conversations.Threading;

/// <summary>What a subject is about, without the marks that mail programs put before it.</summary>
internal static class SubjectLine
{
    private const int LongestMark = 12;

    /// <summary>Of an answer and of what is passed on, in the languages of common mail programs (RFC 5322 section 3.6.5 knows the first alone).</summary>
    private static readonly HashSet<string> Marks = new(StringComparer.OrdinalIgnoreCase)
    {
        "re", "fw", "fwd", "aw", "antw", "wg", "sv", "vs", "vb", "tr", "réf", "ref", "rv", "rif", "r", "i", "res", "enc", "odp", "pd", "ynt", "ilt", "vl",
        "回复", "回覆", "答复", "答覆", "转发", "轉寄", "转寄", "轉發", "返信", "転送", "ответ", "отв", "пересл", "전달", "회신",
    };

    /// <summary>Its words, alike for subjects that a reader would call the same; empty where it says nothing.</summary>
    public static string Words(string? subject)
    {
        var rest = subject.AsSpan().Trim();
        while (EndOfMark(rest) is > 0 and var end) rest = rest[end..].TrimStart();
        return SearchTokenizer.Words(rest.ToString());
    }

    /// <summary>Whether two subjects have so little in common that they are of two matters: less than a third of the shorter one's words. One that
    /// says nothing is of any matter.</summary>
    public static bool AreUnrelated(string? one, string? other)
    {
        var (first, second) = (Set(one), Set(other));
        var fewer = Math.Min(first.Count, second.Count);
        return fewer > 0 && first.Count(second.Contains) * 3 < fewer;
    }

    private static HashSet<string> Set(string? subject) => [.. Words(subject).Split(' ', StringSplitOptions.RemoveEmptyEntries)];

    /// <summary>Where a mark at the beginning ends, as in <c>Re:</c>, <c>AW[2]:</c>, <c>回复：</c>; 0 where there is none.</summary>
    private static int EndOfMark(ReadOnlySpan<char> text)
    {
        var colon = text[..Math.Min(text.Length, LongestMark)].IndexOfAny(':', '：');
        if (colon < 1) return 0;
        var mark = text[..colon].TrimEnd();
        if (mark.IndexOfAny('[', '(') is > 0 and var count && (mark[^1] is ']' or ')')) mark = mark[..count].TrimEnd();
        return Marks.Contains(mark.ToString()) ? colon + 1 : 0;
    }
}
