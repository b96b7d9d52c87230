namespace Hub.Core.Agents;

/// <summary>What to change of an agent; what is null stays.</summary>
public sealed record AgentChange
{
    /// <summary>What others see.</summary>
    public string? Name { get; init; }

    /// <summary>The agent's own mail address, canonical; empty for none.</summary>
    public string? Email { get; init; }

    /// <summary>The role's name.</summary>
    public string? Role { get; init; }

    /// <summary>Whether signing in is refused.</summary>
    public bool? Disabled { get; init; }

    /// <summary>What the agent may carry, in tenths of a unit of capacity.</summary>
    public long? LoadLimit { get; init; }

    /// <summary>How much more the agent may carry by getting what interrupts, in tenths of a unit of capacity.</summary>
    public long? InterruptLimit { get; init; }

    /// <summary>Whether the agent may write to somebody who has not written.</summary>
    public bool? MayBegin { get; init; }
}
