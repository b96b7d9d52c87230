using Hub.Channels.Sms;
using Hub.Channels.WhatsApp;
using Hub.Core.Alarms;
using Hub.Core.Arrivals;
using Hub.Core.Channels;
using Hub.Core.Conversations;
using Hub.Core.Conversations.Threading;
using Hub.Core.Deliveries;
using Hub.Core.Security;
using Hub.Core.Storage;
using Hub.Core.Storage.Blobs;
using Hub.Tests.Servers;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Hub.Tests.Channels.Twilio;

/// <summary>Makes channels of Twilio as the host does: from the kind and a section.</summary>
public sealed class TwilioRig : IDisposable
{
    public const string AccountSid = "AC0123456789abcdef0123456789abcdef";
    public const string AuthToken = "f1b0c4d2e3a5968778695a4b3c2d1e0f";
    public const string HookBase = "http://hub.example.org";

    private readonly ServiceProvider _services;
    private readonly ReadingGuard _guard;
    private readonly TempFolder _folder;

    private TwilioRig(Store store, IOutboundContent content, InstallationKey key, TempFolder folder)
    {
        _folder = folder;
        _guard = new ReadingGuard(folder["guard"]);
        var bodies = new Bodies(new FileBlobStore(store, new BlobScratch(folder["blobs"], store.Time)));
        var alarms = new AlarmStore(store, NullLogger<AlarmStore>.Instance);
        var intake = new Intake(
            store, bodies, new ThreadTokens(key), new Quarantine(store, bodies), _guard, alarms, Options.Create(new ConversationOptions()),
            Options.Create(new SuppressionOptions()), NullLogger<Intake>.Instance);
        _services = new ServiceCollection()
            .AddLogging()
            .AddSingleton(store)
            .AddSingleton(store.Time)
            .AddSingleton(content)
            .AddSingleton(key)
            .AddSingleton(intake)
            .AddSingleton(alarms)
            .AddSingleton<IPublicLinks>(new Links())
            .AddSmsChannel()
            .AddWhatsAppChannel()
            .BuildServiceProvider();
    }

    public static async Task<TwilioRig> StartAsync(Store store, IOutboundContent content, TempFolder folder, CancellationToken ct)
    {
        Directory.CreateDirectory(folder["guard"]);
        return new TwilioRig(store, content, await InstallationKey.LoadAsync(store, ct), folder);
    }

    public IChannel Create(string kind, string apiUrl, params (string Key, string? Value)[] settings)
    {
        var values = new Dictionary<string, string?>
        {
            ["Kind"] = kind, ["Name"] = "Text messages", ["AccountSid"] = AccountSid, ["AuthToken"] = SecretFile(AuthToken), ["Numbers:0"] = "+4930901820",
            ["ApiUrl"] = apiUrl, ["TimeoutSeconds"] = "2", ["MaxPerSecond"] = "1000",
        };
        foreach (var (key, value) in settings) values[key] = value;
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(values.Select(entry => KeyValuePair.Create("Channels:sms:" + entry.Key, entry.Value))).Build();
        return _services.GetServices<IChannelKind>().Single(found => found.Kind == kind).Create("sms", configuration.GetSection("Channels:sms"));
    }

    /// <summary>A reference to a file that holds the secret as the hub demands it.</summary>
    public string SecretFile(string secret) => Secret(_folder["secret-" + secret[..4]], secret);

    public static string Secret(string path, string secret)
    {
        File.WriteAllText(path, secret);
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        return "file:" + path;
    }

    public void Dispose()
    {
        _services.Dispose();
        _guard.Dispose();
    }

    private sealed class Links : IPublicLinks
    {
        public Uri? Unsubscribe(string token) => null;

        public Uri? Hook(string channel, string path, bool isLocal) => new($"{HookBase}/hooks/{channel}{path}");
    }
}
