using System.ComponentModel.DataAnnotations;

namespace Hub.Host.Events.Webhooks;

/// <summary>The posts of subscriptions to events.</summary>
public sealed class EventWebhookOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "EventWebhooks";

    /// <summary>Whether receivers may be on this machine and in the network of the hub, and be reached by plain http. Default false.</summary>
    public bool AllowInternal { get; init; }

    /// <summary>The posts of one subscription at the same time; those of one conversation always follow each other. Default 4, range 1 to 32.</summary>
    [Range(1, 32)]
    public int MaxConcurrent { get; init; } = 4;
}
