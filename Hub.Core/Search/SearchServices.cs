using Hub.Core.Search.Postgres;
using Hub.Core.Search.Sqlite;
using Hub.Core.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Hub.Core.Search;

/// <summary>Registers the search index of the configured engine.</summary>
public static class SearchServices
{
    /// <summary>Adds <see cref="ISearchIndex"/> and the service that feeds it. Expects the store, leases, bodies and logging.</summary>
    /// <param name="services">Where to.</param>
    /// <param name="provider">The engine.</param>
    /// <param name="dataFolder">Where SQLite's index is kept.</param>
    public static IServiceCollection AddHubSearch(this IServiceCollection services, StorageProvider provider, string dataFolder)
    {
        if (provider == StorageProvider.Postgres)
            services.AddSingleton<ISearchIndex, PostgresSearchIndex>();
        else
            services.AddSingleton<ISearchIndex>(parts => new SqliteSearchIndex(
                dataFolder, parts.GetRequiredService<TimeProvider>(), parts.GetRequiredService<ILogger<SqliteSearchIndex>>()));
        services.AddSingleton<SearchSource>();
        services.AddHostedService<SearchIndexer>();
        return services;
    }
}
