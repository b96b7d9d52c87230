namespace Hub.Core.Agents;

/// <summary>What became of a wish to add or change an agent.</summary>
public abstract record AgentResult
{
    private AgentResult()
    {
    }

    /// <summary>It was done.</summary>
    /// <param name="Agent">The agent as it is now.</param>
    public sealed record Done(Agent Agent) : AgentResult;

    /// <summary>There is no such agent.</summary>
    public sealed record NotFound : AgentResult;

    /// <summary>Somebody else has this user name.</summary>
    public sealed record NameTaken : AgentResult;

    /// <summary>Somebody else has this mail address.</summary>
    public sealed record EmailTaken : AgentResult;

    /// <summary>There is no such role.</summary>
    public sealed record UnknownRole : AgentResult;

    /// <summary>It was changed since the caller read it.</summary>
    /// <param name="Agent">The agent as it is now.</param>
    public sealed record VersionDiffers(Agent Agent) : AgentResult;

    /// <summary>Nobody would be left to administer the hub.</summary>
    public sealed record LastAdmin : AgentResult;
}
