namespace Hub.Core.ServiceLevels;

/// <summary>How the promises of one metric were kept.</summary>
/// <param name="Metric">One of <see cref="ServiceMetric"/>.</param>
/// <param name="Met">How many in time.</param>
/// <param name="Breached">How many not in time.</param>
public sealed record MetricReport(string Metric, long Met, long Breached)
{
    /// <summary>How many of a hundred were kept, to one place; null where none was decided.</summary>
    public double? Percentage => Met + Breached == 0 ? null : Math.Round(100.0 * Met / (Met + Breached), 1);
}
