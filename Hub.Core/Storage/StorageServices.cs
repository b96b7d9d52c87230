using Hub.Core.Storage.Postgres;
using Hub.Core.Storage.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace Hub.Core.Storage;

/// <summary>Registers the store of the configured engine, and what stands on it directly.</summary>
public static class StorageServices
{
    /// <summary>
    /// Adds <see cref="Store"/>, <see cref="NodeId"/> and <see cref="Leases"/>. The host opens the store before it starts anything, so that a
    /// store that must not be used ends the start with a clear message. Expects a <see cref="TimeProvider"/> and, for PostgreSQL, a
    /// <see cref="Random"/> and logging.
    /// </summary>
    /// <param name="services">Where to.</param>
    /// <param name="options">The engine and how it is reached.</param>
    /// <param name="dataFolder">Where SQLite keeps its file.</param>
    public static IServiceCollection AddHubStorage(this IServiceCollection services, StorageOptions options, string dataFolder)
    {
        services.TryAddSingleton(provider => NodeId.New(provider.GetRequiredService<TimeProvider>()));
        services.TryAddSingleton<Leases>();
        services.TryAddSingleton(provider => Create(
            options,
            dataFolder,
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<Random>(),
            provider.GetRequiredService<ILoggerFactory>()));
        return services;
    }

    /// <summary>The store, not yet open, for those who need nothing else.</summary>
    public static Store Create(StorageOptions options, string dataFolder, TimeProvider time, Random random, ILoggerFactory log) =>
        options.Provider switch
        {
            StorageProvider.Sqlite => new SqliteStore(dataFolder, time),
            StorageProvider.Postgres =>
                new PostgresStore(options.ResolveConnectionString(), time, random, log.CreateLogger<PostgresStore>()),
            _ => throw new ArgumentOutOfRangeException(nameof(options), options.Provider, "no such engine"),
        };
}
