using System.Text.Json.Serialization;

namespace Hub.Host.Bench;

/// <summary>What a scenario measured. The last line of <c>bench --json</c>.</summary>
internal sealed record BenchResult
{
    public required string Scenario { get; init; }

    /// <summary>What the rate is of, such as <c>an empty store</c>.</summary>
    public string? At { get; init; }

    public required double Rate { get; init; }

    public required string Unit { get; init; }

    public required double Seconds { get; init; }

    [JsonPropertyName("p50_ms")]
    public double? P50Ms { get; init; }

    [JsonPropertyName("p99_ms")]
    public double? P99Ms { get; init; }

    /// <summary>Processor time of this process while it was measured.</summary>
    [JsonPropertyName("cpu_s")]
    public double CpuSeconds { get; init; }

    /// <summary>The largest resident set of the process that was measured, so far.</summary>
    [JsonPropertyName("peak_mb")]
    public double PeakMb { get; init; }

    /// <summary>What the machine could do at the most, measured in the same run and in the unit of the rate.</summary>
    public double? Limit { get; init; }

    /// <summary>The rate over the limit.</summary>
    public double? Ratio => Limit is { } limit ? Math.Round(Rate / limit, 3) : null;

    /// <summary>What else helps to judge it.</summary>
    public IReadOnlyDictionary<string, double> More { get; init; } = new Dictionary<string, double>();
}
