using Hub.Core.Rules;
using Hub.Host.Desk.Reading;

namespace Hub.Host.Desk.Pages;

/// <summary>The rules in their order.</summary>
public sealed record RuleListModel
{
    public required ShellModel Shell { get; init; }

    public required IReadOnlyList<Rule> Rows { get; init; }
}
