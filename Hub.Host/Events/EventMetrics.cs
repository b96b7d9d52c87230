using System.Diagnostics.Metrics;

namespace Hub.Host.Events;

/// <summary>What the streams measure.</summary>
internal static class EventMetrics
{
    private static readonly Meter Meter = new("OmniHub.Events");

    private static readonly UpDownCounter<int> Streams =
        Meter.CreateUpDownCounter<int>("omnihub.events.streams", "{stream}", "Streams of /events that are open");

    private static readonly Counter<long> SlowClients =
        Meter.CreateCounter<long>("omnihub.events.dropped", "{stream}", "Streams that were ended because their client took nothing");

    public static void Opened() => Streams.Add(1);

    public static void Closed() => Streams.Add(-1);

    public static void Dropped() => SlowClients.Add(1);
}
