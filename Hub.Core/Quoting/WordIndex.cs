using System.Collections.Frozen;

namespace Hub.Core.Quoting;

/// <summary>The words of all languages together, as they are looked up: a mail quotes in other languages than it is written in.</summary>
internal static class WordIndex
{
    private static readonly FrozenDictionary<string, HeaderLabel> Labels = LanguageTable.All
        .SelectMany(words => new (string Words, HeaderLabel Label)[]
        {
            (words.From, HeaderLabel.From), (words.Sent, HeaderLabel.Sent), (words.To, HeaderLabel.To), (words.Subject, HeaderLabel.Subject),
        })
        .SelectMany(row => Split(row.Words).Select(word => (Word: word, row.Label)))
        .DistinctBy(row => row.Word, StringComparer.OrdinalIgnoreCase)
        .ToFrozenDictionary(row => row.Word, row => row.Label, StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string> Originals = Set(words => words.Original);

    private static readonly FrozenSet<string> Forwards = Set(words => words.Forwarded);

    private static readonly FrozenSet<string> Tags = Set(words => words.ForwardTags);

    /// <summary>What lines that introduce a quote begin with, a space behind where words are set apart.</summary>
    public static IReadOnlyList<string> Openers { get; } = [.. Set(words => words.Openers).Select(word => char.IsAscii(word[0]) ? word + " " : word)];

    /// <summary>What they say the other did.</summary>
    public static IReadOnlyList<string> Wrote { get; } = [.. Set(words => words.Wrote)];

    /// <summary>The lines that programs put under each message, as what they begin and end with.</summary>
    public static IReadOnlyList<(string Start, string End)> SentFrom { get; } =
        [.. Set(words => words.SentFrom).Select(line => line.Split('*')).Select(parts => (parts[0], parts[1]))];

    /// <summary>The label of a header's field, or null.</summary>
    public static HeaderLabel? LabelOf(ReadOnlySpan<char> word) =>
        Labels.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(word, out var label) ? label : null;

    public static bool IsOriginal(ReadOnlySpan<char> words) => Originals.GetAlternateLookup<ReadOnlySpan<char>>().Contains(words);

    public static bool IsForward(ReadOnlySpan<char> words) => Forwards.GetAlternateLookup<ReadOnlySpan<char>>().Contains(words);

    public static bool IsForwardTag(ReadOnlySpan<char> word) => Tags.GetAlternateLookup<ReadOnlySpan<char>>().Contains(word);

    private static FrozenSet<string> Set(Func<LanguageWords, string> words) =>
        LanguageTable.All.SelectMany(language => Split(words(language))).ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static string[] Split(string words) => words.Split('|', StringSplitOptions.RemoveEmptyEntries);
}
