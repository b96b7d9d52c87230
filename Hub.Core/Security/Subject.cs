namespace Hub.Core.Security;

/// <summary>Who calls: a signed-in agent or an API key, with what they may do as of this request.</summary>
public sealed record Subject
{
    /// <summary>The actor of what the hub does by itself or at the command of its console.</summary>
    public const string System = "system";

    /// <summary>The agent's or the key's id.</summary>
    public required Guid Id { get; init; }

    /// <summary>Whether this is a person; else it is an API key.</summary>
    public required bool IsAgent { get; init; }

    /// <summary>The role's name.</summary>
    public required string Role { get; init; }

    /// <summary>What the role grants.</summary>
    public required Permissions Permissions { get; init; }

    /// <summary>The queues that the agent is a member of; none for a key.</summary>
    public required IReadOnlySet<Guid> QueueIds { get; init; }

    /// <summary>The agent's id; null for a key.</summary>
    public Guid? AgentId => IsAgent ? Id : null;

    /// <summary>How the journal names this subject.</summary>
    public string Actor => (IsAgent ? "agent:" : "key:") + Ids.Text(Id);
}
