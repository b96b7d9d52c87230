using Hub.Core.Agents;
using Hub.Host.Desk.Reading;

namespace Hub.Host.Desk.Pages;

/// <summary>The people who answer.</summary>
public sealed record AgentsModel
{
    public required ShellModel Shell { get; init; }

    public required IReadOnlyList<Agent> Rows { get; init; }
}
