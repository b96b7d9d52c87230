using System.Diagnostics.Metrics;

namespace Hub.Core.Metrics;

/// <summary>What the write door measures.</summary>
internal static class StoreMetrics
{
    private static readonly Meter Meter = new("OmniHub.Store");

    private static readonly Histogram<int> Units =
        Meter.CreateHistogram<int>("omnihub.store.batch.units", "{unit}", "Units of work that one commit made durable");

    private static readonly Histogram<double> Duration =
        Meter.CreateHistogram<double>("omnihub.store.commit.duration", "s", "How long a commit took");

    /// <summary>A transaction of so many units was committed.</summary>
    public static void Committed(int units, TimeSpan duration)
    {
        Units.Record(units);
        Duration.Record(duration.TotalSeconds);
    }
}
