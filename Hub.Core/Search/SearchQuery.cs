using System.Text.RegularExpressions;

namespace Hub.Core.Search;

/// <summary>
/// What a person typed, as terms that must all occur. Nothing in it is syntax. What is written without a space in between (an address, a
/// run of Chinese, <c>well-known</c>) is one term, whose words must follow one another.
/// </summary>
/// <param name="Terms">At most <see cref="MostTerms"/>; what is beyond is left out.</param>
public sealed partial record SearchQuery(IReadOnlyList<SearchTerm> Terms)
{
    /// <summary>How many terms are looked for.</summary>
    public const int MostTerms = 16;

    /// <summary>How many words of a term must follow one another; a longer one becomes several.</summary>
    public const int MostWords = 16;

    private const int MostChars = 512;

    /// <summary>The terms of this text.</summary>
    public static SearchQuery Parse(string text)
    {
        var folded = SearchTokenizer.Folded(text, MostChars);
        var terms = new List<SearchTerm>();
        var at = 0;
        foreach (var number in GroupedNumber().EnumerateMatches(folded))
        {
            AddWords(terms, folded.AsSpan(at, number.Index - at));
            AddNumber(terms, folded.AsSpan(number.Index, number.Length));
            at = number.Index + number.Length;
        }

        AddWords(terms, folded.AsSpan(at));
        return new SearchQuery([.. terms.Take(MostTerms)]);
    }

    private static void AddWords(List<SearchTerm> terms, ReadOnlySpan<char> text)
    {
        foreach (var piece in text.ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
            terms.AddRange(SearchTokenizer.List(piece).Chunk(MostWords).Select(words => new SearchTerm(words, null)));
    }

    private static void AddNumber(List<SearchTerm> terms, ReadOnlySpan<char> number)
    {
        if (SearchTokenizer.Digits(number) is { } digits) terms.Add(new SearchTerm(SearchTokenizer.List(number), digits));
        else AddWords(terms, number);
    }

    // with spaces only after what numbers begin with, because two numbers side by side are two terms
    [GeneratedRegex(
        @"(?<!\S)(?:[+(0][0-9 ()./-]{4,40}[0-9]|[0-9]+(?:[()./-]{1,3}[0-9]+)+)(?!\S)", RegexOptions.CultureInvariant)]
    private static partial Regex GroupedNumber();
}
