using Hub.Core.Security;

namespace Hub.Core.Deliveries;

/// <summary>Which deliveries to list.</summary>
public sealed record DeliveryFilter
{
    /// <summary>Only those in one of these states; empty for any.</summary>
    public IReadOnlyList<DeliveryState> States { get; init; } = [];

    /// <summary>Only those of this channel account.</summary>
    public string? Channel { get; init; }

    /// <summary>Only those of this conversation.</summary>
    public Guid? ConversationId { get; init; }

    /// <summary>Only those whose conversation this caller may see; null for the hub itself.</summary>
    public Subject? Viewer { get; init; }

    /// <summary>Only those planned before the one of this number: where the former page ended.</summary>
    public long? Before { get; init; }

    /// <summary>How many at most, up to 200.</summary>
    public int Limit { get; init; } = 50;
}
