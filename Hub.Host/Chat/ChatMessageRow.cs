namespace Hub.Host.Chat;

/// <summary>A message that a visitor may see.</summary>
internal sealed record ChatMessageRow
{
    /// <summary>Its place in the order of messages.</summary>
    public required long Seq { get; init; }

    public required Guid Id { get; init; }

    public required string Direction { get; init; }

    public string? Body { get; init; }

    public string? BodyHash { get; init; }

    public required long At { get; init; }

    /// <summary>The id that the visitor's page gave it.</summary>
    public string? ProviderId { get; init; }

    public string? AgentName { get; init; }

    /// <summary>The state of its delivery; null of what came in.</summary>
    public string? State { get; init; }
}
