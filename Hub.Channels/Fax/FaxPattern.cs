using System.Text.RegularExpressions;

namespace Hub.Channels.Fax;

/// <summary>
/// Where a gateway writes something of the fax: <c>FIELD: EXPRESSION</c>, the field being <c>Body</c> or one of the mail's header, the expression's
/// named groups what is read. Expressions are matched without backtracking, in time linear to the text.
/// </summary>
internal sealed class FaxPattern
{
    public const string Body = "Body";
    public const string Subject = "Subject";

    private const int Longest = 500;

    /// <summary>A backstop only: without backtracking no expression takes long.</summary>
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(1);

    private readonly Regex _expression;

    private FaxPattern(string field, Regex expression) => (Field, _expression) = (field, expression);

    public string Field { get; }

    public bool IsOf(string field) => string.Equals(Field, field, StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads a pattern as configured; null where it is none.</summary>
    public static FaxPattern? Parse(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        if (colon < 1 || text.Length > Longest) return null;
        try
        {
            const RegexOptions options = RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.Multiline;
            return new FaxPattern(text[..colon].Trim(), new Regex(text[(colon + 1)..].Trim(), options, Timeout));
        }
        catch (Exception error) when (error is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }

    /// <summary>What its groups read, by their names; null where it does not match.</summary>
    /// <exception cref="RegexMatchTimeoutException">It took too long.</exception>
    public IReadOnlyDictionary<string, string>? Read(string text)
    {
        var match = _expression.Match(text);
        if (!match.Success) return null;
        return match.Groups.Cast<Group>().Where(group => group.Success && group != match.Groups[0])
            .ToDictionary(group => group.Name, group => group.Value.Trim(), StringComparer.OrdinalIgnoreCase);
    }
}
