namespace Hub.Core.Subscriptions;

/// <summary>Which entries a subscription is told: their kinds, such as <c>message.received</c>, or all of a noun, such as <c>message.*</c>.</summary>
public static class EventKinds
{
    /// <summary>The most kinds that one subscription may name.</summary>
    public const int Most = 50;

    private const int Longest = 60;
    private const string AllOfNoun = ".*";

    /// <summary>Whether an entry of this kind is meant; no kinds mean all.</summary>
    public static bool Mean(IReadOnlyList<string> kinds, string kind) => kinds.Count == 0 || kinds.Any(wanted => Means(wanted, kind));

    /// <summary>Why these are no kinds, or null.</summary>
    public static string? Fault(IReadOnlyList<string> kinds) =>
        kinds.Count > Most ? $"there are at most {Most}"
        : kinds.All(IsKind) ? null
        : "each is a kind such as message.received, or message.* for all of a noun";

    private static bool Means(string wanted, string kind) => wanted.EndsWith(AllOfNoun, StringComparison.Ordinal)
        ? kind.StartsWith(wanted.AsSpan(0, wanted.Length - 1), StringComparison.Ordinal)
        : kind == wanted;

    private static bool IsKind(string? text)
    {
        if (text is null || text.Length > Longest || text.Split('.') is not [var noun, var verb]) return false;
        return IsWord(noun) && (verb == "*" || IsWord(verb));
    }

    private static bool IsWord(string text) => text.Length > 0 && text.All(char.IsAsciiLetter);
}
