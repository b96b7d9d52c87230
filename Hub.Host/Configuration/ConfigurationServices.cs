using Hub.Core.Conversations;
using Hub.Core.Journal;
using Hub.Core.Storage;
using Hub.Host.Http;
using Hub.Host.Security;

namespace Hub.Host.Configuration;

/// <summary>Registers the configuration.</summary>
internal static class ConfigurationServices
{
    /// <summary>Adds the configuration, its sections as options and the watcher. Call it only with a configuration without faults.</summary>
    public static IServiceCollection AddHubConfiguration(this IServiceCollection services, HubConfiguration configuration)
    {
        var values = configuration.Values;
        services.AddSingleton(configuration);
        services.AddSingleton<ConfigurationWatcher>();
        services.AddHostedService(provider => provider.GetRequiredService<ConfigurationWatcher>());
        services.Configure<StorageOptions>(values.GetSection(StorageOptions.Section));
        services.Configure<HttpOptions>(values.GetSection(HttpOptions.Section));
        services.Configure<JournalOptions>(values.GetSection(JournalOptions.Section));
        services.Configure<ConversationOptions>(values.GetSection(ConversationOptions.Section));
        services.Configure<SecurityOptions>(values.GetSection(SecurityOptions.Section));
        return services;
    }
}
