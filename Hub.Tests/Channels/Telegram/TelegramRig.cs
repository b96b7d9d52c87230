using Hub.Channels.Telegram;
using Hub.Core.Alarms;
using Hub.Core.Arrivals;
using Hub.Core.Channels;
using Hub.Core.Conversations;
using Hub.Core.Conversations.Threading;
using Hub.Core.Deliveries;
using Hub.Core.Security;
using Hub.Core.Storage;
using Hub.Core.Storage.Blobs;
using Hub.Host.Sandboxes.Telegram;
using Hub.Tests.Channels.Http;
using Hub.Tests.Hosting;
using Hub.Tests.Servers;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Hub.Tests.Channels.Telegram;

/// <summary>Makes bots as the host does, from the kind and a section, before a sandbox of the Bot API.</summary>
public sealed class TelegramRig : IAsyncDisposable
{
    private readonly TempFolder _folder = new("telegram");
    private readonly ReadingGuard _guard;
    private readonly ServiceProvider _services;

    private TelegramRig(Store store, TelegramSandbox sandbox, ThreadTokens tokens)
    {
        Sandbox = sandbox;
        var bodies = new Bodies(new FileBlobStore(store, new BlobScratch(_folder["blobs"], store.Time)));
        var alarms = new AlarmStore(store, NullLogger<AlarmStore>.Instance);
        _guard = new ReadingGuard(_folder.Path);
        _services = new ServiceCollection()
            .AddLogging(logging => logging.AddProvider(Log).SetMinimumLevel(LogLevel.Trace))
            .AddSingleton(store)
            .AddSingleton(store.Time)
            .AddSingleton(alarms)
            .AddSingleton(new Intake(
                store, bodies, tokens, new Quarantine(store, bodies), _guard, alarms, Options.Create(new ConversationOptions()), Options.Create(new SuppressionOptions()),
                NullLogger<Intake>.Instance))
            .AddTelegramChannel()
            .BuildServiceProvider();
    }

    internal TelegramSandbox Sandbox { get; }

    public LogLines Log { get; } = new();

    public static async Task<TelegramRig> StartAsync(Store store, CancellationToken ct) => new(
        store, await TelegramSandbox.StartAsync(store.Time, ct), new ThreadTokens(await InstallationKey.LoadAsync(store, ct)));

    /// <summary>A bot with these settings over the usual ones.</summary>
    public IChannel Create(params IEnumerable<(string Key, string? Value)> more)
    {
        var settings = new Dictionary<string, string?>
        {
            ["Kind"] = "telegram",
            ["Name"] = "Bot",
            ["Token"] = Secret("token", TelegramSandbox.Token),
            ["ApiUrl"] = Sandbox.Url,
            ["TimeoutSeconds"] = "2",
        };
        foreach (var (key, value) in more) settings[key] = value;
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(entry => KeyValuePair.Create("Channels:bot:" + entry.Key, entry.Value)))
            .Build();
        return _services.GetServices<IChannelKind>().Single(kind => kind.Kind == "telegram").Create("bot", configuration.GetSection("Channels:bot"));
    }

    /// <summary>A reference to a file that holds a secret as the hub demands it.</summary>
    public string Secret(string name, string secret) => HttpRig.Secret(_folder[name], secret);

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await Sandbox.DisposeAsync();
        _guard.Dispose();
        _folder.Dispose();
    }
}
