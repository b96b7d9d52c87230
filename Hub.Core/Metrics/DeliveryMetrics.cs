using System.Diagnostics.Metrics;
using Hub.Core.Deliveries;

namespace Hub.Core.Metrics;

/// <summary>What the dispatcher measures.</summary>
internal static class DeliveryMetrics
{
    private static readonly Meter Meter = new("OmniHub.Deliveries");

    private static readonly Counter<long> Attempts =
        Meter.CreateCounter<long>("omnihub.deliveries.attempts", "{attempt}", "Attempts to send by channel and what they led to");

    /// <summary>An attempt on a channel led to this state.</summary>
    public static void Attempted(string channel, DeliveryState outcome) =>
        Attempts.Add(1, new("channel", channel), new("outcome", outcome.Text()));
}
