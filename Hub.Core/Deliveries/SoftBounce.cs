namespace Hub.Core.Deliveries;

/// <summary>A delivery that did not get through for a reason of its receiver's that may pass.</summary>
/// <param name="Kind">The kind of contact point.</param>
/// <param name="Address">The receiver, canonical.</param>
/// <param name="DeliveryId">The delivery.</param>
/// <param name="IsAtOnce">Whether the provider refused it at once; else it was reported later.</param>
/// <param name="Detail">What was said; no bodies, no addresses.</param>
internal sealed record SoftBounce(string Kind, string Address, Guid DeliveryId, bool IsAtOnce, string Detail);
