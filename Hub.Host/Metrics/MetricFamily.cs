using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Text;

namespace Hub.Host.Metrics;

/// <summary>One instrument and its series, one for each set of labels.</summary>
internal sealed class MetricFamily
{
    private const int MostSeries = 200;
    private const string Overflow = "overflow=\"true\"";

    private readonly ConcurrentDictionary<string, MetricSeries> _series = new(StringComparer.Ordinal);
    private readonly Func<MetricSeries> _newSeries;
    private readonly string _kind;
    private readonly string? _help;

    private MetricFamily(string name, string kind, string? help, Func<MetricSeries> newSeries) =>
        (Name, _kind, _help, _newSeries) = (name, kind, help, newSeries);

    public string Name { get; }

    public static MetricFamily Of(Instrument instrument)
    {
        var type = instrument.GetType();
        var generic = type.IsGenericType ? type.GetGenericTypeDefinition() : type;
        (string Kind, Func<MetricSeries> New) form = generic switch
        {
            _ when generic == typeof(Histogram<>) => ("histogram", () => new MetricHistogram()),
            _ when generic == typeof(Counter<>) => ("counter", () => new MetricValue(adds: true)),
            _ when generic == typeof(UpDownCounter<>) => ("gauge", () => new MetricValue(adds: true)),
            _ when generic == typeof(ObservableCounter<>) => ("counter", () => new MetricValue(adds: false)),
            _ => ("gauge", () => new MetricValue(adds: false)),
        };
        return new MetricFamily(PrometheusText.Name(instrument, form.Kind), form.Kind, instrument.Description, form.New);
    }

    public void Record(double value, string labels)
    {
        if (!_series.TryGetValue(labels, out var series))
            series = _series.GetOrAdd(_series.Count < MostSeries ? labels : Overflow, _ => _newSeries());
        series.Record(value);
    }

    public void WriteHead(StringBuilder text)
    {
        if (_help is not null) text.Append("# HELP ").Append(Name).Append(' ').Append(PrometheusText.Escape(_help)).Append('\n');
        text.Append("# TYPE ").Append(Name).Append(' ').Append(_kind).Append('\n');
    }

    public void WriteSeries(StringBuilder text)
    {
        foreach (var (labels, series) in _series) series.Write(text, Name, labels);
    }
}
