namespace Hub.Core.Conversations;

/// <summary>An agent who writes an answer now.</summary>
public sealed record Writer
{
    /// <summary>The agent.</summary>
    public required Guid AgentId { get; init; }

    /// <summary>The agent's name.</summary>
    public required string Name { get; init; }

    /// <summary>Until when that is believed without another sign, UTC milliseconds.</summary>
    public required long UntilAt { get; init; }
}
