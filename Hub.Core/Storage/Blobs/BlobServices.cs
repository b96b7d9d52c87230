using Hub.Core.Housekeeping;
using Microsoft.Extensions.DependencyInjection;

namespace Hub.Core.Storage.Blobs;

/// <summary>Registers the blob store of the configured engine.</summary>
public static class BlobServices
{
    /// <summary>Adds <see cref="IBlobStore"/>, <see cref="Bodies"/> and the collector. Expects <see cref="Store"/> and a <see cref="TimeProvider"/>.</summary>
    /// <param name="services">Where to.</param>
    /// <param name="provider">The engine.</param>
    /// <param name="dataFolder">Where SQLite's contents, and on both engines what is still arriving, are kept.</param>
    public static IServiceCollection AddHubBlobs(this IServiceCollection services, StorageProvider provider, string dataFolder)
    {
        services.AddSingleton(parts => new BlobScratch(dataFolder, parts.GetRequiredService<TimeProvider>()));
        if (provider == StorageProvider.Postgres) services.AddSingleton<IBlobStore, PostgresBlobStore>();
        else services.AddSingleton<IBlobStore, FileBlobStore>();
        services.AddSingleton<Bodies>();
        services.AddSingleton<IHousekeepingTask, BlobCollector>();
        return services;
    }
}
