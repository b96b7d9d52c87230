using System.Diagnostics;
using System.Globalization;

namespace Hub.Host.Bench;

/// <summary>
/// <c>bench start</c>: the time from the start of a host's process until it says that it is ready, and its memory when idle; with an empty
/// store, then with many messages held. The limit is a process that starts the runtime and does nothing.
/// </summary>
internal static class StartScenario
{
    private const int Times = 5;
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(10);

    public static async Task RunAsync(BenchContext bench, CancellationToken ct)
    {
        var held = bench.Number(IngestScenario.Held, 1_000_000);
        var limit = await SecondsAsync(["no-such-command"], "Commands", ct);
        var folder = Directory.CreateTempSubdirectory("omnihub-bench-").FullName;
        try
        {
            bench.Report(await MeasureAsync(folder, limit, ct) with { At = "an empty store" });
            if (held == 0) return;
            bench.Say($"filling up to {held:N0} messages ...");
            await using (var hub = await BenchHub.StartAsync(folder, null, ct))
            {
                await IngestScenario.IngestAsync(hub, 0, held, 64, ct);
                await IngestScenario.CatchUpAsync(hub, bench, ct);
            }

            bench.Report(await MeasureAsync(folder, limit, ct) with { At = $"{held:N0} messages held" });
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<BenchResult> MeasureAsync(string folder, double limitSeconds, CancellationToken ct)
    {
        var seconds = new List<double>();
        for (var i = 0; i < Times; i++) seconds.Add(await SecondsAsync(["run", "--data", folder], "OmniHub is ready", ct));
        seconds.Sort();
        var median = seconds[Times / 2];
        return new BenchResult
        {
            Scenario = "start",
            Rate = Math.Round(1 / median, 3),
            Unit = "starts/s",
            Seconds = Math.Round(median, 2),
            P50Ms = Math.Round(median * 1000),
            P99Ms = Math.Round(seconds[^1] * 1000),
            PeakMb = await IdleMegabytesAsync(folder, ct),
            Limit = Math.Round(1 / limitSeconds, 3),
        };
    }

    private static async Task<double> SecondsAsync(string[] arguments, string sign, CancellationToken ct)
    {
        var began = Stopwatch.GetTimestamp();
        using var process = Start(arguments);
        await LineAsync(process, sign, ct);
        var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        await StopAsync(process, ct);
        return seconds;
    }

    private static async Task<double> IdleMegabytesAsync(string folder, CancellationToken ct)
    {
        using var process = Start(["run", "--data", folder]);
        await LineAsync(process, "OmniHub is ready", ct);
        using var idle = new PeriodicTimer(Idle);
        await idle.WaitForNextTickAsync(ct);
        process.Refresh();
        var megabytes = process.WorkingSet64 / 1048576.0;
        await StopAsync(process, ct);
        return Math.Round(megabytes);
    }

    private static Process Start(string[] arguments)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true, RedirectStandardError = true };
        // under `dotnet run` and `dotnet Hub.Host.dll` the process is the runtime, which needs to be told the program
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet") start.ArgumentList.Add(typeof(StartScenario).Assembly.Location);
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        start.Environment["OMNIHUB__Http__Url"] = "http://127.0.0.1:0";
        start.Environment["OMNIHUB__MailIn__Port"] = "0";
        return Process.Start(start)!;
    }

    private static async Task LineAsync(Process process, string sign, CancellationToken ct)
    {
        var errors = process.StandardError.ReadToEndAsync(ct);
        while (await process.StandardOutput.ReadLineAsync(ct) is { } line)
            if (line.Contains(sign, StringComparison.Ordinal)) return;
        if (!(await errors).Contains(sign, StringComparison.Ordinal))
            throw new InvalidOperationException("The host ended before it was ready: " + await errors);
    }

    private static async Task StopAsync(Process process, CancellationToken ct)
    {
        if (!process.HasExited)
        {
            using var kill = Process.Start("kill", ["-TERM", process.Id.ToString(CultureInfo.InvariantCulture)]);
            await kill.WaitForExitAsync(ct);
        }

        await process.WaitForExitAsync(ct);
    }
}
