using System.Text;

namespace Hub.Host.Metrics;

/// <summary>The figures of one instrument under one set of labels.</summary>
internal abstract class MetricSeries
{
    public abstract void Record(double value);

    public abstract void Write(StringBuilder text, string name, string labels);
}
