namespace Hub.Core.Deliveries;

/// <summary>Somebody to whom nothing of a purpose shall be sent any more.</summary>
/// <param name="Kind">The kind of contact point.</param>
/// <param name="Address">The address, canonical for its kind.</param>
/// <param name="Purpose">What is stopped, one of <see cref="SuppressionScope"/>.</param>
/// <param name="Reason">Why, one of <see cref="SuppressionReason"/>.</param>
public sealed record NewSuppression(string Kind, string Address, string Purpose, string Reason)
{
    /// <summary>What was said, or null; no bodies.</summary>
    public string? Detail { get; init; }

    /// <summary>The delivery that brought it, or null.</summary>
    public Guid? DeliveryId { get; init; }

    /// <summary>Until when; null for ever.</summary>
    public DateTimeOffset? Until { get; init; }
}
