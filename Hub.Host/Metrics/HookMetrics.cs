using System.Diagnostics.Metrics;

namespace Hub.Host.Metrics;

/// <summary>What the webhooks measure.</summary>
internal static class HookMetrics
{
    private static readonly Meter Meter = new("OmniHub.Hooks");

    private static readonly Counter<long> Calls =
        Meter.CreateCounter<long>("omnihub.hooks.calls", "{call}", "Calls of providers by channel and the status they were answered with");

    public static void Answered(string channel, int status) => Calls.Add(1, new("channel", channel), new("status", status));
}
