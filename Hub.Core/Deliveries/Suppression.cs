namespace Hub.Core.Deliveries;

/// <summary>Somebody to whom nothing of a purpose is sent. Times are UTC milliseconds.</summary>
public sealed record Suppression
{
    /// <summary>Its id.</summary>
    public required Guid Id { get; init; }

    /// <summary>The kind of contact point.</summary>
    public required string Kind { get; init; }

    /// <summary>The address, canonical for its kind.</summary>
    public required string Address { get; init; }

    /// <summary>What is stopped, one of <see cref="SuppressionScope"/>.</summary>
    public required string Purpose { get; init; }

    /// <summary>Why, one of <see cref="SuppressionReason"/>.</summary>
    public required string Reason { get; init; }

    /// <summary>What was said, or null; no bodies.</summary>
    public string? Detail { get; init; }

    /// <summary>The delivery that brought it, or null.</summary>
    public Guid? DeliveryId { get; init; }

    /// <summary>Until when; null for ever.</summary>
    public long? UntilAt { get; init; }

    /// <summary>Since when.</summary>
    public long CreatedAt { get; init; }
}
