using Hub.Core.Routing.Choosing;

namespace Hub.Core.Routing;

/// <summary>Why an agent got a conversation.</summary>
public sealed record RoutingDecision
{
    /// <summary>Its id.</summary>
    public required Guid Id { get; init; }

    /// <summary>The queue that the conversation was in.</summary>
    public required Guid QueueId { get; init; }

    /// <summary>The queue's key.</summary>
    public required string QueueKey { get; init; }

    /// <summary>The queue's name.</summary>
    public required string QueueName { get; init; }

    /// <summary>Who got it, or null for nobody.</summary>
    public Guid? AgentId { get; init; }

    /// <summary>The agent's name.</summary>
    public string? AgentName { get; init; }

    /// <summary>What made the agent win: one of <see cref="ReservationKind"/> or <see cref="Strategy"/>.</summary>
    public required string Reason { get; init; }

    /// <summary>All that it was made from.</summary>
    public required Question Question { get; init; }

    /// <summary>When, UTC milliseconds.</summary>
    public required long DecidedAt { get; init; }
}
