using System.Diagnostics;
using System.Globalization;

namespace Hub.Host.Bench;

/// <summary>This program as a process of its own, on a free port, measured from outside.</summary>
internal sealed class BenchHost : IAsyncDisposable
{
    private const string Ready = "OmniHub is ready at ";

    private readonly Process _process;
    private readonly Task _rest;

    private BenchHost(Process process, Uri url)
    {
        (_process, Url) = (process, url);
        // a full pipe would stop the process
        _rest = Task.WhenAll(process.StandardOutput.BaseStream.CopyToAsync(Stream.Null), process.StandardError.BaseStream.CopyToAsync(Stream.Null));
    }

    /// <summary>Where it listens.</summary>
    public Uri Url { get; }

    /// <summary>What it has in memory now.</summary>
    public double Megabytes => Now.WorkingSet64 / 1048576.0;

    /// <summary>The most that it had in memory so far.</summary>
    public double PeakMegabytes => Now.PeakWorkingSet64 / 1048576.0;

    /// <summary>The processor time that it took so far.</summary>
    public TimeSpan CpuTime => Now.TotalProcessorTime;

    private Process Now
    {
        get
        {
            _process.Refresh();
            return _process;
        }
    }

    /// <summary>Runs a hub over this data folder and waits until it is ready.</summary>
    /// <exception cref="InvalidOperationException">It ended before.</exception>
    public static async Task<BenchHost> RunAsync(string folder, IReadOnlyDictionary<string, string> settings, CancellationToken ct)
    {
        var start = Program("run", "--data", folder);
        start.Environment["OMNIHUB__Http__Url"] = "http://127.0.0.1:0";
        start.Environment["OMNIHUB__MailIn__Port"] = "0";
        foreach (var (key, value) in settings) start.Environment[key] = value;
        var process = Process.Start(start)!;
        while (await process.StandardOutput.ReadLineAsync(ct) is { } line)
            if (line.StartsWith(Ready, StringComparison.Ordinal)) return new BenchHost(process, new Uri(line[Ready.Length..].Trim()));
        throw new InvalidOperationException("The host ended before it was ready: " + await process.StandardError.ReadToEndAsync(ct));
    }

    /// <summary>How this program is started with other arguments.</summary>
    public static ProcessStartInfo Program(params string[] arguments)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true, RedirectStandardError = true };
        // under `dotnet run` and `dotnet Hub.Host.dll` the process is the runtime, which needs to be told the program
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet") start.ArgumentList.Add(typeof(BenchHost).Assembly.Location);
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        return start;
    }

    /// <summary>Asks it to stop, as an operator does, and waits for its end.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            using var kill = Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]);
            await kill.WaitForExitAsync();
        }

        await _process.WaitForExitAsync();
        await _rest;
        _process.Dispose();
    }
}
