using System.Text;

namespace Hub.Host.Metrics;

/// <summary>One number: a sum of what was recorded, or the last of it.</summary>
internal sealed class MetricValue(bool adds) : MetricSeries
{
    private readonly Lock _gate = new();
    private double _value;

    public override void Record(double value)
    {
        lock (_gate) _value = adds ? _value + value : value;
    }

    public override void Write(StringBuilder text, string name, string labels)
    {
        lock (_gate) PrometheusText.AppendSample(text, name, labels, _value);
    }
}
