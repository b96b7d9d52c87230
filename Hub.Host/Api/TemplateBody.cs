using Hub.Core.Channels;

namespace Hub.Host.Api;

/// <summary>An approved text and what fills its gaps.</summary>
/// <param name="Id">The provider's name of it.</param>
/// <param name="Variables">What fills the gaps, by their names.</param>
internal sealed record TemplateBody(string Id, IReadOnlyDictionary<string, string>? Variables = null)
{
    private const int LongestId = 100;
    private const int MostVariables = 100;
    private const int LongestVariable = 1600;

    public MessageTemplate Wish => new(Id, Variables ?? new Dictionary<string, string>());

    public Problem? Fault() =>
        Id.Length is 0 or > LongestId || !Id.All(char.IsAsciiLetterOrDigit) ? Problem.Invalid("template.id", $"it has 1 to {LongestId} letters and digits")
        : Variables?.Count > MostVariables ? Problem.Invalid("template.variables", $"they are at most {MostVariables}")
        : Variables?.Any(gap => gap.Value is null || gap.Value.Length > LongestVariable || gap.Key.Length > LongestId) == true
            ? Problem.Invalid("template.variables", $"one of them is null or longer than {LongestVariable} characters")
        : null;
}
