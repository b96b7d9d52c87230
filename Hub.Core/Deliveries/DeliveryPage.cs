namespace Hub.Core.Deliveries;

/// <summary>A piece of a list, newest first.</summary>
/// <param name="Items">The deliveries.</param>
/// <param name="Next">The <see cref="DeliveryFilter.Before"/> of the next piece, or null at the end.</param>
public sealed record DeliveryPage(IReadOnlyList<Delivery> Items, long? Next);
