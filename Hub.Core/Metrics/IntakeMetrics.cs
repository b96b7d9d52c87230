using System.Diagnostics.Metrics;
using Hub.Core.Arrivals;

namespace Hub.Core.Metrics;

/// <summary>What the intake measures.</summary>
internal static class IntakeMetrics
{
    private static readonly Meter Meter = new("OmniHub.Intake");

    private static readonly Counter<long> Messages =
        Meter.CreateCounter<long>("omnihub.intake.messages", "{message}", "Inputs of customers by channel and what became of them");

    /// <summary>An input of a channel was handled, and this is durable.</summary>
    public static void Taken(string channel, IntakeResult result) =>
        Messages.Add(1, new("channel", channel), new("result", result.GetType().Name.ToLowerInvariant()));
}
