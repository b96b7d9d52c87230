using Hub.Core.Channels;

namespace Hub.Core.Deliveries;

/// <summary>One thing that happened to a delivery.</summary>
public sealed class DeliveryEvent
{
    /// <summary>Its number, in order of time within a delivery.</summary>
    public long Seq { get; init; }

    /// <summary>When, UTC milliseconds.</summary>
    public long At { get; init; }

    /// <summary>The state that it brought, or that a receipt reported too late to bring it.</summary>
    public DeliveryState State { get; init; }

    /// <summary>The error class, where there was one.</summary>
    public DeliveryClass? Class { get; init; }

    /// <summary>What the provider said, or why.</summary>
    public string? Detail { get; init; }

    /// <summary>Who brought it about, as in the journal.</summary>
    public string Actor { get; init; } = "";
}
