using Hub.Core.Search.Postgres;
using Hub.Core.Search.Sqlite;
using Hub.Core.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Hub.Core.Search;

/// <summary>Registers the search.</summary>
public static class SearchServices
{
    /// <summary>Adds the index that fits the engine and what feeds it.</summary>
    /// <param name="services">Where to.</param>
    /// <param name="provider">A file of its own beside SQLite, tables in PostgreSQL.</param>
    /// <param name="dataFolder">Where the file is.</param>
    public static IServiceCollection AddHubSearch(this IServiceCollection services, StorageProvider provider, string dataFolder)
    {
        if (provider == StorageProvider.Postgres) services.AddSingleton<ISearchIndex, PostgresSearchIndex>();
        else
            services.AddSingleton<ISearchIndex>(parts => new SqliteSearchIndex(
                dataFolder, parts.GetRequiredService<TimeProvider>(), parts.GetRequiredService<ILogger<SqliteSearchIndex>>()));
        return services
            .AddSingleton<SearchSource>()
            .AddHostedService<SearchIndexer>();
    }
}
