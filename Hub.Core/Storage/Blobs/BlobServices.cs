using Hub.Core.Housekeeping;
using Microsoft.Extensions.DependencyInjection;

namespace Hub.Core.Storage.Blobs;

/// <summary>Registers where large contents are kept.</summary>
public static class BlobServices
{
    /// <summary>Adds the blob store that fits the engine, what decides between it and the row, and the collector.</summary>
    /// <param name="services">Where to.</param>
    /// <param name="provider">Files for the one host of SQLite, rows for the nodes of PostgreSQL.</param>
    /// <param name="dataFolder">Where the files, and contents on their way, are kept.</param>
    public static IServiceCollection AddHubBlobs(this IServiceCollection services, StorageProvider provider, string dataFolder)
    {
        services.AddSingleton(parts => new BlobScratch(dataFolder, parts.GetRequiredService<TimeProvider>()));
        if (provider == StorageProvider.Postgres) services.AddSingleton<IBlobStore, PostgresBlobStore>();
        else services.AddSingleton<IBlobStore, FileBlobStore>();
        return services
            .AddSingleton<Bodies>()
            .AddSingleton<IHousekeepingTask, BlobCollector>();
    }
}
