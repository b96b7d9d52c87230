using System.Globalization;
using System.Text;

namespace Hub.Host.Metrics;

/// <summary>How often which size was recorded; sizes are seconds unless the instrument says otherwise.</summary>
internal sealed class MetricHistogram : MetricSeries
{
    private static readonly double[] Bounds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 100];

    private readonly Lock _gate = new();
    private readonly long[] _counts = new long[Bounds.Length + 1];
    private double _sum;

    public override void Record(double value)
    {
        var place = Array.BinarySearch(Bounds, value);
        lock (_gate)
        {
            _counts[place < 0 ? ~place : place]++;
            _sum += value;
        }
    }

    public override void Write(StringBuilder text, string name, string labels)
    {
        lock (_gate)
        {
            var upTo = 0L;
            for (var i = 0; i < _counts.Length; i++)
            {
                upTo += _counts[i];
                var bound = i < Bounds.Length ? Bounds[i].ToString(CultureInfo.InvariantCulture) : "+Inf";
                PrometheusText.AppendSample(text, name + "_bucket", $"{labels}{(labels.Length > 0 ? "," : "")}le=\"{bound}\"", upTo);
            }

            PrometheusText.AppendSample(text, name + "_sum", labels, _sum);
            PrometheusText.AppendSample(text, name + "_count", labels, upTo);
        }
    }
}
