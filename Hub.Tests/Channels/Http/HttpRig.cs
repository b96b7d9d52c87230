using Hub.Channels.Http;
using Hub.Core.Channels;
using Hub.Core.Deliveries;
using Hub.Core.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Hub.Tests.Channels.Http;

/// <summary>Makes HTTP channels as the host does: from the kind and a section.</summary>
public sealed class HttpRig : IDisposable
{
    private readonly ServiceProvider _services;

    public HttpRig(Store store) => _services = new ServiceCollection()
        .AddLogging()
        .AddSingleton(store)
        .AddSingleton(store.Time)
        .AddSingleton(new Receipts(store))
        .AddHttpChannel()
        .BuildServiceProvider();

    public IChannelKind Kind => _services.GetServices<IChannelKind>().Single(kind => kind.Kind == "http");

    public IChannel Create(Dictionary<string, string?> settings)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(entry => KeyValuePair.Create("Channels:api:" + entry.Key, entry.Value)))
            .AddInMemoryCollection(new Dictionary<string, string?> { ["Channels:api:Kind"] = "http", ["Channels:api:Name"] = "API" })
            .Build();
        return Kind.Create("api", configuration.GetSection("Channels:api"));
    }

    /// <summary>A reference to a file that holds the secret as the hub demands it.</summary>
    public static string Secret(string path, string secret)
    {
        File.WriteAllText(path, secret);
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        return "file:" + path;
    }

    public void Dispose() => _services.Dispose();
}
