using Npgsql;

namespace Hub.Tests.Servers;

/// <summary>
/// A private PostgreSQL on a free loopback port, durable as in production (fsync on), gone with its data at the end. Tests that
/// only need a database take one from <see cref="SharedPostgres"/>; tests that take the server away start their own.
/// </summary>
public sealed class PostgresServer : IAsyncDisposable
{
    private const string User = "hub";
    private const string ReadyText = "database system is ready to accept connections";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly TempFolder _folder = new("postgres");
    private readonly string[] _settings;
    private ServerProcess? _process;
    private int _databases;

    private PostgresServer(string[] settings) => _settings = settings;

    public int Port { get; private set; } = FreePort.Find();

    public int Pid => Running().Pid;

    public string Folder => _folder.Path;

    /// <summary>What the server wrote since its last start.</summary>
    public string Log => _process?.Everything ?? "";

    private string Data => _folder["data"];

    public static Task<PostgresServer> StartAsync(CancellationToken ct) => StartAsync([], ct);

    /// <summary>Starts one with settings, such as <c>fsync=off</c>, that differ from the usual ones.</summary>
    public static async Task<PostgresServer> StartAsync(string[] settings, CancellationToken ct)
    {
        var server = new PostgresServer(settings);
        try
        {
            await PostgresInstallation.HandOverAsync(server._folder.Path, ct);
            await ServerProcess.RunAsync(
                PostgresInstallation.Command(
                    "initdb", "-D", server.Data, "-U", User, "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync"),
                server._folder.Path, Patience, ct);
            await server.StartOnFreePortAsync(ct);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    public async Task<PostgresDatabase> CreateDatabaseAsync(CancellationToken ct)
    {
        var name = $"test{Interlocked.Increment(ref _databases)}";
        await ExecuteAsync($"CREATE DATABASE {name}", ct);
        return new PostgresDatabase(this, name);
    }

    public string ConnectionString(string database) => new NpgsqlConnectionStringBuilder
    {
        Host = "127.0.0.1",
        Port = Port,
        Username = User,
        Database = database,
        IncludeErrorDetail = true,
    }.ConnectionString;

    /// <summary>Ends the server in order: running transactions are rolled back, connections closed.</summary>
    public async Task StopAsync(CancellationToken ct)
    {
        var process = Running();
        process.Signal(Signals.Interrupt);
        await process.ExitAsync(Patience, ct);
        await ForgetProcessAsync();
    }

    /// <summary>Ends the server and its backends with SIGKILL.</summary>
    public async Task KillAsync(CancellationToken ct)
    {
        var process = Running();
        process.Signal(Signals.Stop); // so that no backend is started between the look and the kill
        var backends = Signals.ChildrenOf(process.Pid);
        await process.KillAsync(ct);
        foreach (var backend in backends) Signals.Send(backend, Signals.Kill);
        await Eventually.HoldsAsync(() => !backends.Any(Signals.IsRunning), "the server's backends end", Patience, ct);
        await ForgetProcessAsync();
    }

    /// <summary>Starts the server again on the same port and data, after ending it in order if it still runs.</summary>
    public async Task RestartAsync(CancellationToken ct)
    {
        if (_process is not null) await StopAsync(ct);
        await StartProcessAsync(ct);
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null) await StopAsync(CancellationToken.None);
        _folder.Dispose();
    }

    internal async Task ExecuteAsync(string statement, CancellationToken ct)
    {
        await using var source = NpgsqlDataSource.Create(ConnectionString("postgres"));
        await using var command = source.CreateCommand(statement);
        await command.ExecuteNonQueryAsync(ct);
    }

    private ServerProcess Running() => _process ?? throw new InvalidOperationException("This PostgreSQL server is not running.");

    private async Task StartOnFreePortAsync(CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await StartProcessAsync(ct);
                return;
            }
            catch (InvalidOperationException e) when (attempt < 3 && e.Message.Contains("could not bind", StringComparison.Ordinal))
            {
                Port = FreePort.Find();
            }
        }
    }

    private async Task StartProcessAsync(CancellationToken ct)
    {
        string[] settings =
        [
            "listen_addresses=127.0.0.1", $"port={Port}", $"unix_socket_directories={_folder.Path}", "max_connections=200", "fsync=on",
            "lc_messages=C", .. _settings,
        ];
        string[] arguments = ["-D", Data, .. settings.SelectMany(setting => new[] { "-c", setting })];
        _process = ServerProcess.Start(PostgresInstallation.Command("postgres", arguments), _folder.Path);
        try
        {
            await _process.LineAsync(line => line.EndsWith(ReadyText, StringComparison.Ordinal), Patience, ct);
        }
        catch
        {
            await ForgetProcessAsync();
            throw;
        }
    }

    private async Task ForgetProcessAsync()
    {
        if (_process is { } process) await process.DisposeAsync();
        _process = null;
    }
}
