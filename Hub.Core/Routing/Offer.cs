namespace Hub.Core.Routing;

/// <summary>A conversation that an agent is asked to take.</summary>
public sealed record Offer
{
    /// <summary>Its id.</summary>
    public required Guid Id { get; init; }

    /// <summary>What is offered.</summary>
    public required Guid ConversationId { get; init; }

    /// <summary>The conversation's short number.</summary>
    public required long Number { get; init; }

    /// <summary>The conversation's subject.</summary>
    public string? Subject { get; init; }

    /// <summary>The customer's name.</summary>
    public string? ContactName { get; init; }

    /// <summary>The channel account the customer wrote to last.</summary>
    public required string Channel { get; init; }

    /// <summary>The queue it waits in.</summary>
    public required Guid QueueId { get; init; }

    /// <summary>The queue's key.</summary>
    public required string QueueKey { get; init; }

    /// <summary>The queue's name.</summary>
    public required string QueueName { get; init; }

    /// <summary>Who is asked.</summary>
    public required Guid AgentId { get; init; }

    /// <summary>One of <see cref="OfferState"/>.</summary>
    public required string State { get; init; }

    /// <summary>Why it was rejected, in the agent's words.</summary>
    public string? Reason { get; init; }

    /// <summary>When it was made, UTC milliseconds.</summary>
    public required long MadeAt { get; init; }

    /// <summary>How long the agent has, UTC milliseconds.</summary>
    public required long Until { get; init; }

    /// <summary>When it ended, UTC milliseconds.</summary>
    public long? EndedAt { get; init; }
}
