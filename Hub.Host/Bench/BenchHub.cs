using Hub.Core.Arrivals;
using Hub.Core.Channels;
using Hub.Core.Security;
using Hub.Core.Storage;
using Hub.Host.Configuration;
using Hub.Host.Hosting;

namespace Hub.Host.Bench;

/// <summary>The whole hub in this process, as <c>run</c> has it, on a free port and a data folder that goes at the end.</summary>
internal sealed class BenchHub : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly string _folder;
    private readonly bool _keep;

    private BenchHub(WebApplication app, string folder, bool keep) => (_app, _folder, _keep) = (app, folder, keep);

    public Store Store => _app.Services.GetRequiredService<Store>();

    public Intake Intake => _app.Services.GetRequiredService<Intake>();

    /// <summary>Where it listens.</summary>
    public Uri Url => new(Commands.RunCommand.Address(_app));

    public IServiceProvider Services => _app.Services;

    /// <summary>The channel <c>api</c> of the shipped configuration.</summary>
    public IInboundChannel Channel =>
        _app.Services.GetRequiredService<ChannelRegistry>().Find("api") as IInboundChannel
        ?? throw new InvalidOperationException("The shipped configuration has no channel 'api'.");

    /// <summary>Starts the hub.</summary>
    /// <param name="folder">Its data folder; null for a new one that is deleted at the end.</param>
    /// <param name="postgres">A PostgreSQL connection string, or null for SQLite.</param>
    /// <param name="ct">Ends the start.</param>
    public static Task<BenchHub> StartAsync(string? folder, string? postgres, CancellationToken ct) =>
        StartAsync(folder, postgres, new Dictionary<string, string>(), ct);

    /// <summary>Starts the hub with settings over the shipped ones.</summary>
    /// <param name="folder">Its data folder; null for a new one that is deleted at the end.</param>
    /// <param name="postgres">A PostgreSQL connection string, or null for SQLite.</param>
    /// <param name="settings">The settings, by their keys.</param>
    /// <param name="ct">Ends the start.</param>
    public static async Task<BenchHub> StartAsync(string? folder, string? postgres, IReadOnlyDictionary<string, string> settings, CancellationToken ct)
    {
        var data = folder ?? Directory.CreateTempSubdirectory("omnihub-bench-").FullName;
        var environment = new Dictionary<string, string> { ["OMNIHUB__Http__Url"] = "http://127.0.0.1:0", ["OMNIHUB__MailIn__Port"] = "0" };
        foreach (var (key, value) in settings) environment["OMNIHUB__" + key.Replace(":", "__", StringComparison.Ordinal)] = value;
        if (postgres is not null)
            (environment["OMNIHUB__Storage__Provider"], environment["OMNIHUB__Storage__ConnectionString"]) = ("postgres", postgres);
        var configuration = HubConfiguration.Load(
            HostPaths.FromArguments(["--data", data]), ConfigurationSchema.Default, SecretSources.Process, environment);
        if (configuration.Faults is [var fault, ..]) throw new InvalidOperationException($"{fault.Origin} {fault.Key}: {fault.Problem}");
        var app = HubHost.Build(configuration, services => services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Warning)));
        await HubStartup.PrepareAsync(app, Convert.ToHexString(System.Security.Cryptography.RandomNumberGenerator.GetBytes(16)), ct);
        await app.StartAsync(ct);
        return new BenchHub(app, data, keep: folder is not null);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        if (!_keep) Directory.Delete(_folder, recursive: true);
    }
}
