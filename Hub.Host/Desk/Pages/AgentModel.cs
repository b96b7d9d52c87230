using Hub.Core.Agents;
using Hub.Host.Desk.Reading;

namespace Hub.Host.Desk.Pages;

/// <summary>What one of them can do, and how much at a time.</summary>
public sealed record AgentModel
{
    public required ShellModel Shell { get; init; }

    public required Agent Agent { get; init; }

    /// <summary>Skills with levels of 1 to 5.</summary>
    public required IReadOnlyDictionary<string, int> Skills { get; init; }
}
