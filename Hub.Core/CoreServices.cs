using Hub.Core.Acknowledgements;
using Hub.Core.Alarms;
using Hub.Core.Channels;
using Hub.Core.Conversations;
using Hub.Core.Deliveries;
using Hub.Core.Housekeeping;
using Hub.Core.Journal;
using Hub.Core.Routing;
using Hub.Core.Rules;
using Hub.Core.Search;
using Hub.Core.ServiceLevels;
using Hub.Core.Storage;
using Hub.Core.Storage.Blobs;
using Hub.Core.Subscriptions;
using Hub.Core.Timers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Hub.Core;

/// <summary>The core as a list.</summary>
public static class CoreServices
{
    /// <summary>
    /// Adds everything of the core. Expects logging, the options of its sections, and the <see cref="Security.InstallationKey"/>; the store
    /// is opened before the host starts.
    /// </summary>
    /// <param name="services">Where to.</param>
    /// <param name="storage">The engine and how it is reached.</param>
    /// <param name="dataFolder">Where files are kept.</param>
    public static IServiceCollection AddHubCore(this IServiceCollection services, StorageOptions storage, string dataFolder)
    {
        services.TryAddSingleton(TimeProvider.System);
        // the one place where chance enters; this instance alone may be used by several threads at once
#pragma warning disable RS0030
        services.TryAddSingleton(Random.Shared);
#pragma warning restore RS0030
        return services
            .AddHubStorage(storage, dataFolder)
            .AddHubBlobs(storage.Provider, dataFolder)
            .AddHubAlarms()
            .AddHubJournal()
            .AddHubTimers()
            .AddHubHousekeeping()
            .AddHubChannelRegistry(dataFolder)
            .AddHubConversations(dataFolder)
            .AddHubRules()
            .AddHubRouting()
            .AddHubServiceLevels()
            .AddHubAcknowledgements()
            .AddHubDeliveries()
            .AddHubSubscriptions()
            .AddHubSearch(storage.Provider, dataFolder);
    }
}
