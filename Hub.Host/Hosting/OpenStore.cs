using Hub.Core.Security;
using Hub.Core.Storage;
using Hub.Host.Configuration;

namespace Hub.Host.Hosting;

/// <summary>Opens the store, and keeps what is read from it once for the life of the process.</summary>
internal sealed class OpenStore(Store store, HubConfiguration configuration)
{
    private InstallationKey? _key;

    /// <summary>The installation's secret.</summary>
    public InstallationKey Key => _key ?? throw new InvalidOperationException("The store is not open yet.");

    /// <exception cref="StoreException">It cannot be opened or must not be used; the message says what to do.</exception>
    public async Task OpenAsync(CancellationToken ct)
    {
        DataFolder.Ensure(configuration.Paths.DataFolder);
        await store.OpenAsync(ct);
        _key = await InstallationKey.LoadAsync(store, ct);
    }
}
