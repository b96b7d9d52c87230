namespace Hub.Core.Agents;

/// <summary>A person who answers customers, or looks after the hub; without the password's hash.</summary>
public sealed class Agent
{
    /// <summary>The agent's id.</summary>
    public Guid Id { get; init; }

    /// <summary>What the agent signs in with, in its canonical form.</summary>
    public string UserName { get; init; } = "";

    /// <summary>What colleagues and customers see.</summary>
    public string Name { get; init; } = "";

    /// <summary>The agent's own mail address, in its canonical form; null for none. An administrator answers for it.</summary>
    public string? Email { get; init; }

    /// <summary>The role's name.</summary>
    public string Role { get; init; } = "";

    /// <summary>Whether signing in is refused.</summary>
    public bool Disabled { get; init; }

    /// <summary>One of <see cref="Agents.Presence"/>.</summary>
    public string Presence { get; init; } = "";

    /// <summary>Why, in the agent's words.</summary>
    public string? PresenceReason { get; init; }

    /// <summary>Since when, UTC milliseconds.</summary>
    public long PresenceAt { get; init; }

    /// <summary>What the agent carries, in tenths of a unit of capacity.</summary>
    public long Load { get; init; }

    /// <summary>What the agent may carry, in tenths of a unit of capacity.</summary>
    public long LoadLimit { get; init; }

    /// <summary>How much more the agent may carry by getting what interrupts, in tenths of a unit of capacity.</summary>
    public long InterruptLimit { get; init; }

    /// <summary>Whether the agent may write to somebody who has not written.</summary>
    public bool MayBegin { get; init; } = true;

    /// <summary>Since when the agent has waited for work, UTC milliseconds; means something while available.</summary>
    public long IdleSince { get; init; }

    /// <summary>Counts the changes to the agent; presence and load are not among them.</summary>
    public long Version { get; init; }

    /// <summary>When the agent was added, UTC milliseconds.</summary>
    public long CreatedAt { get; init; }
}
