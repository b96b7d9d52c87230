using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Hub.Core.Channels;

/// <summary>Registers what everybody finds the channel accounts by.</summary>
public static class ChannelServices
{
    /// <summary>Adds the <see cref="ChannelRegistry"/>, empty, and the channels' folders.</summary>
    public static IServiceCollection AddHubChannelRegistry(this IServiceCollection services, string dataFolder)
    {
        services.TryAddSingleton<ChannelRegistry>();
        services.TryAddSingleton(new ChannelFolders(dataFolder));
        return services;
    }

    /// <summary>Adds the <see cref="ChannelHost"/>, which puts the accounts of this configuration to work; each kind is added by itself.</summary>
    /// <param name="services">Where to.</param>
    /// <param name="configuration">The installation's configuration; its reload token tells of changes.</param>
    public static IServiceCollection AddHubChannelHost(this IServiceCollection services, IConfiguration configuration) =>
        services.AddHostedService(provider => ActivatorUtilities.CreateInstance<ChannelHost>(provider, configuration));
}
