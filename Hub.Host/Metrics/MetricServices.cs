namespace Hub.Host.Metrics;

/// <summary>Registers the figures at /metrics.</summary>
internal static class MetricServices
{
    public static IServiceCollection AddHubMetrics(this IServiceCollection services) => services
        .AddSingleton<MetricsExporter>()
        .AddSingleton<HubGauges>()
        .AddHostedService(provider => provider.GetRequiredService<HubGauges>());
}
