namespace Hub.Core.Search;

/// <summary>One of the things that must all occur in a conversation.</summary>
/// <param name="Words">Words that follow one another.</param>
/// <param name="Number">For a number in groups: its digits in one, with which a number may also begin.</param>
public sealed record SearchTerm(IReadOnlyList<string> Words, string? Number);
