using System.Diagnostics;

namespace Hub.Tests.Servers;

/// <summary>
/// A process that a test started: in a session of its own, its output kept, ended with everything it started at the latest when
/// the test run ends.
/// </summary>
public sealed class ServerProcess : IAsyncDisposable
{
    private static readonly TimeSpan OutputPatience = TimeSpan.FromSeconds(1);
    private readonly Process _process;
    private readonly TaskCompletionSource _exited = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _outputRead;
    private bool _disposed;

    private ServerProcess(Process process)
    {
        _process = process;
        Pid = process.Id;
        process.Exited += (_, _) => _exited.TrySetResult();
        if (process.HasExited) _exited.TrySetResult();
    }

    public int Pid { get; }

    public OutputTail Output { get; } = new();

    public OutputTail Errors { get; } = new();

    public bool HasExited => _process.HasExited;

    public static ServerProcess Start(
        IReadOnlyList<string> command, string workingFolder, IReadOnlyDictionary<string, string>? environment = null)
    {
        // setsid replaces itself by the command, so the process id is the command's
        var start = new ProcessStartInfo("setsid", command)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = workingFolder,
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>()) start.Environment[name] = value;
        var process = new Process { StartInfo = start, EnableRaisingEvents = true };
        process.Start();
        Reaper.Started(process.Id);
        process.StandardInput.Close();
        var server = new ServerProcess(process);
        process.OutputDataReceived += (_, e) => Keep(server.Output, e.Data);
        process.ErrorDataReceived += (_, e) => Keep(server.Errors, e.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return server;
    }

    /// <summary>Runs a command to its end; throws with its output unless it ends with 0.</summary>
    public static async Task RunAsync(IReadOnlyList<string> command, string workingFolder, TimeSpan deadline, CancellationToken ct)
    {
        await using var process = Start(command, workingFolder);
        var exitCode = await process.ExitAsync(deadline, ct);
        if (exitCode != 0)
            throw new InvalidOperationException($"'{string.Join(' ', command)}' ended with exit code {exitCode}.\n{process.Everything}");
    }

    /// <summary>Waits until a line of either output satisfies the condition; throws with the output when the process ends first.</summary>
    public async Task<string> LineAsync(Func<string, bool> condition, TimeSpan deadline, CancellationToken ct)
    {
        var output = Output.FirstAsync(condition);
        var errors = Errors.FirstAsync(condition);
        using var found = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var exit = ExitAsync(deadline, found.Token);
        await Task.WhenAny(output, errors, exit);
        if (output.IsCompleted || errors.IsCompleted)
        {
            await found.CancelAsync();
            return await (output.IsCompleted ? output : errors);
        }
        throw new InvalidOperationException($"The process ended with exit code {await exit} before it was ready.\n{Everything}");
    }

    /// <summary>Waits for the end and returns the exit code (128 + the signal when a signal ended it).</summary>
    public async Task<int> ExitAsync(TimeSpan deadline, CancellationToken ct)
    {
        try
        {
            await _exited.Task.WaitAsync(deadline, TimeProvider.System, ct);
        }
        catch (TimeoutException e)
        {
            throw new TimeoutException($"The process {Pid} was neither ready nor ended within {deadline}.\n{Everything}", e);
        }
        if (!_outputRead) await ReadRestAsync(ct);
        _outputRead = true;
        return _process.ExitCode;
    }

    public void Signal(int signal)
    {
        if (!_process.HasExited) Signals.Send(Pid, signal);
    }

    public async Task KillAsync(CancellationToken ct)
    {
        Signal(Signals.Kill);
        await ExitAsync(TimeSpan.FromSeconds(10), ct);
    }

    /// <summary>Throws when a process that this one started is still there although this one has ended.</summary>
    public Task AssertNoOrphanAsync(CancellationToken ct) =>
        Eventually.HoldsAsync(() => Signals.SessionOf(Pid).Count == 0, $"no process of session {Pid} is left", TimeSpan.FromSeconds(2), ct);

    public async ValueTask DisposeAsync()
    {
        if (_disposed) return;
        _disposed = true;
        await KillAsync(CancellationToken.None);
        foreach (var orphan in Signals.SessionOf(Pid)) Signals.Send(orphan, Signals.Kill);
        Reaper.Ended(Pid);
        _process.Dispose();
    }

    public string Everything => $"{Output}\n{Errors}";

    /// <summary>Output may still be on its way, or never end because a descendant holds the pipe: wait a little, not for ever.</summary>
    private async Task ReadRestAsync(CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(OutputPatience);
        try
        {
            await _process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
        }
    }

    private static void Keep(OutputTail tail, string? line)
    {
        if (line is not null) tail.Add(line);
    }
}
