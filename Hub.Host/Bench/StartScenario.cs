using System.Diagnostics;
using Hub.Host.Bench.Ingest;

namespace Hub.Host.Bench;

/// <summary>
/// <c>bench start</c>: the time from the start of a host's process until it says that it is ready, and its memory when idle; with an empty
/// store, then with many messages held. The limit is a process that starts the runtime and does nothing.
/// </summary>
internal static class StartScenario
{
    private const int Times = 5;
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(10);
    private static readonly Dictionary<string, string> Usual = [];

    public static async Task RunAsync(BenchContext bench, CancellationToken ct)
    {
        var held = bench.Number(BenchOptions.Held, 1_000_000);
        var limit = await RuntimeSecondsAsync(ct);
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
        for (var i = 0; i < Times; i++) seconds.Add(await SecondsAsync(folder, ct));
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

    /// <summary>The runtime's own share: this program, told to do nothing.</summary>
    private static async Task<double> RuntimeSecondsAsync(CancellationToken ct)
    {
        var began = Stopwatch.GetTimestamp();
        using var process = Process.Start(BenchHost.Program("no-such-command"))!;
        await process.WaitForExitAsync(ct);
        return Stopwatch.GetElapsedTime(began).TotalSeconds;
    }

    private static async Task<double> SecondsAsync(string folder, CancellationToken ct)
    {
        var began = Stopwatch.GetTimestamp();
        await using var host = await BenchHost.RunAsync(folder, Usual, ct);
        return Stopwatch.GetElapsedTime(began).TotalSeconds;
    }

    private static async Task<double> IdleMegabytesAsync(string folder, CancellationToken ct)
    {
        await using var host = await BenchHost.RunAsync(folder, Usual, ct);
        using var idle = new PeriodicTimer(Idle);
        await idle.WaitForNextTickAsync(ct);
        return Math.Round(host.Megabytes);
    }
}
