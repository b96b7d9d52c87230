namespace Hub.Core.ServiceLevels;

/// <summary>How a queue's promises were kept.</summary>
/// <param name="From">The first instant of the time.</param>
/// <param name="To">The instant after its last.</param>
/// <param name="Metrics">Each metric.</param>
public sealed record ServiceReport(DateTimeOffset From, DateTimeOffset To, IReadOnlyList<MetricReport> Metrics);
