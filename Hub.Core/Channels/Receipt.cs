namespace Hub.Core.Channels;

/// <summary>What a provider reports of a delivery after the attempt. Receipts may come twice, late and in any order.</summary>
public sealed record Receipt
{
    /// <summary>The channel account that reports.</summary>
    public required string Channel { get; init; }

    /// <summary>The delivery, where the provider gives our id back; else <see cref="ProviderId"/> names it.</summary>
    public Guid? DeliveryId { get; init; }

    /// <summary>The provider's own id of the message.</summary>
    public string? ProviderId { get; init; }

    /// <summary>The receipt's own id, where the provider gives one: a repeated receipt is known by it.</summary>
    public string? Id { get; init; }

    /// <summary>What is reported.</summary>
    public required ReceiptState State { get; init; }

    /// <summary>Why it failed, where it did.</summary>
    public DeliveryClass? Class { get; init; }

    /// <summary>What the provider said; no bodies, no addresses.</summary>
    public string? Detail { get; init; }
}
