using Hub.Core.Channels;

namespace Hub.Core.Deliveries;

/// <summary>What became of a message for one of its receivers, as somebody reports.</summary>
/// <param name="State">What is reported; null for a complaint, which changes no delivery.</param>
public sealed record SentOutcome(ReceiptState? State)
{
    /// <summary>The receiver as we named it, else as the reporter does: the first of these that is one of the message's. Empty where the
    /// report tells nothing.</summary>
    public IReadOnlyList<string> Addresses { get; init; } = [];

    /// <summary>Why it failed or is late.</summary>
    public DeliveryClass? Class { get; init; }

    /// <summary>What was said; no bodies, no addresses.</summary>
    public string? Detail { get; init; }

    /// <summary>The reason for which nothing more is to be sent to the receiver, one of <see cref="SuppressionReason"/>; null for none.</summary>
    public string? Suppress { get; init; }
}
