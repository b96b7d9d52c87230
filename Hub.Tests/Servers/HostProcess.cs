namespace Hub.Tests.Servers;

/// <summary>
/// The real host as a process of its own, with its own data folder, on a free port. It may be ended in any way and started again
/// on the same data.
/// </summary>
public sealed class HostProcess : IAsyncDisposable
{
    private const string ReadyText = "OmniHub is ready at ";
    private static readonly TimeSpan ExitPatience = TimeSpan.FromSeconds(30);
    private readonly TempFolder _folder = new("host");
    private readonly HostSetup _setup;
    private ServerProcess? _process;
    private Uri? _url;

    private HostProcess(HostSetup setup) => _setup = setup;

    /// <summary>Where the host listens; another port after every start.</summary>
    public Uri Url => _url ?? throw new InvalidOperationException("The host is not running.");

    public int Pid => Running().Pid;

    public string DataFolder => _setup.DataFolder ?? _folder["data"];

    /// <summary>The last lines of standard output since the last start; of standard error: <see cref="Errors"/>.</summary>
    public OutputTail Output { get; private set; } = new();

    public OutputTail Errors { get; private set; } = new();

    /// <summary>Starts a host and waits until it is ready; throws with all it has written when it is not.</summary>
    public static async Task<HostProcess> StartAsync(HostSetup setup, CancellationToken ct)
    {
        var host = new HostProcess(setup);
        try
        {
            await host.StartAgainAsync(ct);
            return host;
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
    }

    /// <summary>Runs a command of the host to its end, on a data folder of its own.</summary>
    public static async Task<HostExit> RunToEndAsync(HostSetup setup, CancellationToken ct)
    {
        await using var host = new HostProcess(setup);
        var process = host.Launch();
        var exitCode = await process.ExitAsync(setup.Patience, ct);
        return new HostExit(exitCode, process.Output.ToString(), process.Errors.ToString());
    }

    /// <summary>Starts the host again on the same data, after it was stopped or killed or has ended by itself.</summary>
    public async Task StartAgainAsync(CancellationToken ct)
    {
        if (_process is { HasExited: false }) throw new InvalidOperationException("The host is still running.");
        await ForgetProcessAsync();
        var line = await Launch().LineAsync(text => text.Contains(ReadyText, StringComparison.Ordinal), _setup.Patience, ct);
        var start = line.IndexOf(ReadyText, StringComparison.Ordinal) + ReadyText.Length;
        _url = new Uri(line[start..].Split(' ')[0]);
    }

    /// <summary>Ends the host with SIGTERM, as a service manager does, and returns its exit code.</summary>
    public async Task<int> StopAsync(CancellationToken ct)
    {
        Running().Signal(Signals.Terminate);
        return await EndedAsync(ct);
    }

    /// <summary>Ends the host with SIGKILL: it gets no instant to put anything in order.</summary>
    public async Task KillAsync(CancellationToken ct)
    {
        await Running().KillAsync(ct);
        await EndedAsync(ct);
    }

    /// <summary>Freezes the host (SIGSTOP), as a long pause of its machine would.</summary>
    public void Pause() => Running().Signal(Signals.Stop);

    public void Continue() => Running().Signal(Signals.Continue);

    /// <summary>Waits until the host has ended, and returns its exit code; throws when a process that it started is left.</summary>
    public async Task<int> EndedAsync(CancellationToken ct)
    {
        var exitCode = await Running().ExitAsync(ExitPatience, ct);
        await Running().AssertNoOrphanAsync(ct);
        _url = null;
        return exitCode;
    }

    public async ValueTask DisposeAsync()
    {
        await ForgetProcessAsync();
        _folder.Dispose();
    }

    private ServerProcess Running() => _process ?? throw new InvalidOperationException("The host was not started.");

    private ServerProcess Launch()
    {
        List<string> command = [.. _setup.Program, .. _setup.Arguments, "--data", DataFolder];
        if (_setup.Config is { } config)
        {
            File.WriteAllText(_folder["hub.json"], config);
            command.AddRange("--config", _folder["hub.json"]);
        }
        var environment = new Dictionary<string, string>(_setup.Environment);
        environment.TryAdd("OMNIHUB__Http__Url", "http://127.0.0.1:0");
        environment.TryAdd("OMNIHUB__MailIn__Port", "0");
        environment.TryAdd("OMNIHUB_ADMIN_PASSWORD", HostSetup.AdminPassword);
        _process = ServerProcess.Start(command, _folder.Path, environment);
        Output = _process.Output;
        Errors = _process.Errors;
        return _process;
    }

    private async Task ForgetProcessAsync()
    {
        if (_process is { } process) await process.DisposeAsync();
        _process = null;
        _url = null;
    }
}
