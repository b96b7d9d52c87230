namespace Hub.Host.Configuration;

/// <summary>Registers the configuration.</summary>
internal static class ConfigurationServices
{
    /// <summary>Adds the configuration, its sections as options and the watcher. Call it only with a configuration without faults.</summary>
    public static IServiceCollection AddHubConfiguration(this IServiceCollection services, HubConfiguration configuration)
    {
        services.AddSingleton(configuration);
        services.AddSingleton<ConfigurationWatcher>();
        services.AddHostedService(provider => provider.GetRequiredService<ConfigurationWatcher>());
        foreach (var section in ConfigurationSchema.Default.OptionSections)
        {
            section.Register(services, configuration.Values);
        }

        return services;
    }
}
