using Hub.Core.Search;

namespace Hub.Core.Rules;

/// <summary>A text in which words are looked for; it is cut into words when the first condition asks.</summary>
/// <param name="text">The text, or null for none.</param>
public sealed class RuleText(string? text)
{
    /// <summary>No text.</summary>
    public static readonly RuleText None = new(null);

    private string? _words;

    private string Words => _words ??= $" {SearchTokenizer.Words(text ?? "")} ";

    /// <summary>Whether the words of a phrase stand in it one after the other; never where the phrase has none.</summary>
    public bool Contains(string phrase)
    {
        var sought = SearchTokenizer.List(SearchTokenizer.Folded(phrase, RuleCondition.LongestValue));
        return sought.Length > 0 && Words.Contains($" {string.Join(' ', sought)} ", StringComparison.Ordinal);
    }
}
