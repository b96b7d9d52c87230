using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Text;

namespace Hub.Host.Metrics;

/// <summary>
/// Collects what the hub's meters and the runtime's measure, and writes it in Prometheus' text format (version 0.0.4). Bounded: so many
/// instruments, so many series of each; and of foreign meters only labels that cannot hold anything about a person.
/// </summary>
internal sealed class MetricsExporter : IDisposable
{
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    private const string OwnMeters = "OmniHub";
    private const int MostFamilies = 500;

    private static readonly HashSet<string> ForeignMeters =
        ["Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Runtime"];

    private static readonly HashSet<string> ForeignLabels =
        ["http.route", "http.request.method", "http.response.status_code", "gc.heap.generation", "dotnet.gc.heap.generation", "cpu.mode"];

    private readonly ConcurrentDictionary<Instrument, MetricFamily> _families = new();
    private readonly MeterListener _listener = new();

    public MetricsExporter()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            var isOwn = IsOwn(instrument.Meter);
            if ((!isOwn && !ForeignMeters.Contains(instrument.Meter.Name)) || _families.Count >= MostFamilies) return;
            var family = _families.GetOrAdd(instrument, MetricFamily.Of);
            listener.EnableMeasurementEvents(instrument, family);
        };
        _listener.SetMeasurementEventCallback<byte>((instrument, value, tags, family) => Record(instrument, value, tags, family));
        _listener.SetMeasurementEventCallback<short>((instrument, value, tags, family) => Record(instrument, value, tags, family));
        _listener.SetMeasurementEventCallback<int>((instrument, value, tags, family) => Record(instrument, value, tags, family));
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, family) => Record(instrument, value, tags, family));
        _listener.SetMeasurementEventCallback<float>((instrument, value, tags, family) => Record(instrument, value, tags, family));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, family) => Record(instrument, value, tags, family));
        _listener.Start();
    }

    /// <summary>Every figure as it is now.</summary>
    public string Text()
    {
        _listener.RecordObservableInstruments();
        var text = new StringBuilder();
        // instruments of one name are one family, also when several meters have them
        foreach (var families in _families.Values.GroupBy(family => family.Name).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            families.First().WriteHead(text);
            foreach (var family in families) family.WriteSeries(text);
        }

        return text.ToString();
    }

    public void Dispose() => _listener.Dispose();

    private static bool IsOwn(Meter meter) => meter.Name.StartsWith(OwnMeters, StringComparison.Ordinal);

    private static void Record(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags, object? family) =>
        ((MetricFamily)family!).Record(value, Labels(tags, IsOwn(instrument.Meter)));

    private static string Labels(ReadOnlySpan<KeyValuePair<string, object?>> tags, bool isOwn)
    {
        if (tags.IsEmpty) return "";
        var text = new StringBuilder();
        foreach (var (name, value) in tags)
            if (isOwn || ForeignLabels.Contains(name))
                PrometheusText.AppendLabel(text, name, value);
        return text.ToString();
    }
}
