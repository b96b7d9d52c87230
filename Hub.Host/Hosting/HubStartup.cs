using Hub.Core.Agents;
using Hub.Core.Routing;
using Hub.Core.Storage;
using Hub.Host.Configuration;

namespace Hub.Host.Hosting;

/// <summary>What has to be in place before anything of the host runs.</summary>
internal static class HubStartup
{
    /// <summary>Opens the store, takes the control socket's place, and adds the first user and the first queue.</summary>
    /// <param name="app">The host, built and not started.</param>
    /// <param name="adminPassword">The operator's choice for the first user; null has one made.</param>
    /// <param name="ct">Ends the wait for the store.</param>
    /// <returns>The password that was made, to be shown once; null when none was.</returns>
    /// <exception cref="StoreException">The data cannot be used; the message says what to do.</exception>
    public static async Task<string?> PrepareAsync(WebApplication app, string? adminPassword, CancellationToken ct)
    {
        await app.Services.GetRequiredService<OpenStore>().OpenAsync(ct);
        var paths = app.Services.GetRequiredService<HubConfiguration>().Paths;
        await ControlSocketFile.RemoveStaleAsync(ControlSocketFile.PathIn(paths.DataFolder), ct);
        var store = app.Services.GetRequiredService<Store>();
        var made = await FirstAdmin.EnsureAsync(store, adminPassword, ct);
        await FirstQueue.EnsureAsync(store, ct);
        return made;
    }
}
