namespace Hub.Host.Metrics;

/// <summary>Registers the figures at /metrics.</summary>
internal static class MetricServices
{
    public static IServiceCollection AddHubMetrics(this IServiceCollection services) => services
        .AddSingleton<MetricsExporter>()
        .AddSingleton<HubGauges>()
        .AddHostedService(provider =>
        {
            // it counts from the start, not from the first look at it
            provider.GetRequiredService<MetricsExporter>();
            return provider.GetRequiredService<HubGauges>();
        });
}
