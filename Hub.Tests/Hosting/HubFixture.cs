using System.Net.Http.Headers;
using Hub.Core.Agents;
using Hub.Core.Security;
using Hub.Core.Storage;
using Hub.Host.Commands;
using Hub.Host.Configuration;
using Hub.Host.Hosting;
using Hub.Tests.Servers;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace Hub.Tests.Hosting;

/// <summary>
/// The real host inside the test's process: on a free port, in a data folder of its own, called over HTTP. As a class fixture it is as out
/// of the box; <see cref="StartAsync(HubSetup, CancellationToken)"/> starts one made otherwise.
/// </summary>
public sealed class HubFixture : IAsyncLifetime
{
    public const string AdminPassword = HostSetup.AdminPassword;

    // hashing is slow on purpose; nobody signs in with it
    private static readonly Lazy<string> SomePasswordHash = new(() => PasswordHash.Create(AdminPassword));

    private readonly TempFolder _folder = new("hub");
    private readonly HubSetup _setup;
    private readonly List<HttpClient> _clients = [];
    private WebApplication? _app;
    private HttpClient? _anonymous;
    private HttpClient? _admin;

    public HubFixture()
        : this(new HubSetup())
    {
    }

    private HubFixture(HubSetup setup) => _setup = setup;

    public Uri Url { get; private set; } = new("http://localhost");

    public string DataFolder => _folder["data"];

    /// <summary>What the host has logged.</summary>
    public LogLines Log { get; } = new();

    public IServiceProvider Services => App.Services;

    public Store Store => Services.GetRequiredService<Store>();

    /// <summary>Calls without a token.</summary>
    public HttpClient Anonymous => _anonymous!;

    /// <summary>Calls as the user <c>admin</c>.</summary>
    public HttpClient Admin => _admin!;

    internal WebApplication App => _app ?? throw new InvalidOperationException("The host is not running.");

    public static async Task<HubFixture> StartAsync(HubSetup setup, CancellationToken ct)
    {
        var hub = new HubFixture(setup);
        try
        {
            await hub.StartAsync(ct);
            return hub;
        }
        catch
        {
            await hub.DisposeAsync();
            throw;
        }
    }

    public async ValueTask InitializeAsync() => await StartAsync(TestContext.Current.CancellationToken);

    /// <summary>A client that calls as a new agent of this role.</summary>
    public async Task<AgentClient> AgentAsync(string role, CancellationToken ct)
    {
        var name = "agent-" + Guid.CreateVersion7(TimeProvider.System.GetUtcNow()).ToString("N")[^12..];
        var agent = new NewAgent { UserName = name, Name = name, Role = role, PasswordHash = SomePasswordHash.Value };
        var made = await Store.WriteAsync((tx, unit) => AgentStore.CreateAsync(tx, agent, Subject.System, unit), ct);
        var id = Assert.IsType<AgentResult.Done>(made).Agent.Id;
        return new AgentClient(id, Client(await SessionAsync(id, ct)));
    }

    /// <summary>The token of a new session of this agent.</summary>
    public async Task<string> SessionAsync(Guid agentId, CancellationToken ct) =>
        (await Services.GetRequiredService<Sessions>().OpenAsync(agentId, ct)).Text;

    /// <summary>A client that calls with a new API key of this role.</summary>
    public async Task<HttpClient> KeyAsync(string role, CancellationToken ct)
    {
        var name = Guid.CreateVersion7(TimeProvider.System.GetUtcNow()).ToString("N");
        var token = await Services.GetRequiredService<ApiKeys>().CreateAsync(name, role, ct);
        return Client(token!.Text);
    }

    /// <summary>A client that shows this token, or none.</summary>
    public HttpClient Client(string? token)
    {
        var client = new HttpClient { BaseAddress = Url };
        if (token is not null) client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        _clients.Add(client);
        return client;
    }

    /// <summary>Stops the host and starts it again: on the same data, at the same address.</summary>
    public Task RestartAsync(CancellationToken ct) => RestartAsync(() => Task.CompletedTask, ct);

    /// <summary>As the other one, with something to do while no host is there.</summary>
    public async Task RestartAsync(Func<Task> meanwhile, CancellationToken ct)
    {
        await App.StopAsync(ct);
        await App.DisposeAsync();
        await meanwhile();
        await StartAsync(ct);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var client in _clients) client.Dispose();
        if (_app is not null)
        {
            await _app.StopAsync(CancellationToken.None);
            await _app.DisposeAsync();
        }

        _folder.Dispose();
    }

    private async Task StartAsync(CancellationToken ct)
    {
        var paths = HostPaths.FromArguments(["--data", DataFolder]);
        var environment = new Dictionary<string, string>(_setup.Environment);
        // the first start finds a free port, the next ones keep it
        environment.TryAdd("OMNIHUB__Http__Url", Url.IsDefaultPort ? "http://127.0.0.1:0" : Url.GetLeftPart(UriPartial.Authority));
        environment.TryAdd("OMNIHUB__MailIn__Port", "0");
        var configuration = HubConfiguration.Load(paths, ConfigurationSchema.Default, SecretSources.Process, environment);
        Assert.Empty(configuration.Faults);
        _app = HubHost.Build(configuration, services =>
        {
            services.AddSingleton(_setup.Time);
            services.RemoveAll<ILoggerProvider>().AddSingleton<ILoggerProvider>(Log);
            _setup.Services?.Invoke(services);
        });
        await HubStartup.PrepareAsync(_app, AdminPassword, ct);
        await _app.StartAsync(ct);
        Url = new Uri(RunCommand.Address(_app));
        _anonymous = Client(null);
        var admin = await Store.ReadAsync((db, read) => AgentStore.FindByUserNameAsync(db, FirstAdmin.Name, read), ct);
        _admin = Client(await SessionAsync(admin!.Id, ct));
    }
}
