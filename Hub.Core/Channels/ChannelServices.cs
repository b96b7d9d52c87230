using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Hub.Core.Channels;

/// <summary>Registers what everybody finds the channel accounts by.</summary>
public static class ChannelServices
{
    /// <summary>Adds the <see cref="ChannelRegistry"/>, empty.</summary>
    public static IServiceCollection AddHubChannelRegistry(this IServiceCollection services)
    {
        services.TryAddSingleton<ChannelRegistry>();
        return services;
    }
}
