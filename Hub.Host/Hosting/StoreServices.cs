using Hub.Core.Security;
using Hub.Core.Storage;
using Hub.Core.Storage.Postgres;
using Hub.Core.Storage.Sqlite;
using Hub.Host.Configuration;

namespace Hub.Host.Hosting;

/// <summary>Registers the store that the configuration names. Whoever builds the host opens it before anything else starts.</summary>
internal static class StoreServices
{
    public static IServiceCollection AddHubStore(this IServiceCollection services, HubConfiguration configuration) => services
        .AddSingleton(TimeProvider.System)
        .AddSingleton<Store>(provider => Create(
            configuration, provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILoggerFactory>()))
        .AddSingleton(provider => NodeId.New(provider.GetRequiredService<TimeProvider>()))
        .AddSingleton<Leases>()
        .AddSingleton<OpenStore>()
        .AddSingleton<InstallationKey>(provider => provider.GetRequiredService<OpenStore>().Key);

    /// <summary>The store, not yet open.</summary>
    public static Store Create(HubConfiguration configuration, TimeProvider time, ILoggerFactory log)
    {
        var options = configuration.Section<StorageOptions>(StorageOptions.Section);
        return options.Provider switch
        {
            StorageProvider.Postgres =>
                new PostgresStore(options.ResolveConnectionString(), time, new Random(), log.CreateLogger<PostgresStore>()),
            _ => new SqliteStore(configuration.Paths.DataFolder, time),
        };
    }
}
