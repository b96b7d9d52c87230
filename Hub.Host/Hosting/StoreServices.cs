using Hub.Core;
using Hub.Core.Security;
using Hub.Core.Storage;
using Hub.Host.Configuration;

namespace Hub.Host.Hosting;

/// <summary>Registers the core on the store that the configuration names. Whoever builds the host opens it before anything else starts.</summary>
internal static class StoreServices
{
    public static IServiceCollection AddHubCore(this IServiceCollection services, HubConfiguration configuration) => services
        .AddSingleton<OpenStore>()
        .AddSingleton<InstallationKey>(provider => provider.GetRequiredService<OpenStore>().Key)
        .AddHubCore(Options(configuration), configuration.Paths.DataFolder);

    /// <summary>The store alone, not yet open.</summary>
    public static Store Create(HubConfiguration configuration, TimeProvider time, ILoggerFactory log) =>
        StorageServices.Create(Options(configuration), configuration.Paths.DataFolder, time, new Random(), log);

    private static StorageOptions Options(HubConfiguration configuration) => configuration.Section<StorageOptions>(StorageOptions.Section);
}
