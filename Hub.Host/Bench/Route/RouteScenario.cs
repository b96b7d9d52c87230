using System.Diagnostics;

namespace Hub.Host.Bench.Route;

/// <summary>
/// <c>bench route</c>: 1,000 agents of 200 queues come to a hub in which 50,000 conversations wait. First how many are given away a second, with
/// the reasons and the commits; then how long an agent who becomes free waits for the next.
/// </summary>
internal static class RouteScenario
{
    private const int Agents = 1_000;
    private const int Queues = 200;
    private const int Freed = 500;

    public static async Task RunAsync(BenchContext bench, CancellationToken ct)
    {
        var waiting = bench.Number(BenchOptions.Messages, 50_000);
        var folder = Directory.CreateTempSubdirectory("omnihub-bench-").FullName;
        try
        {
            IReadOnlyList<Guid> agents;
            await using (var filled = await BenchHub.StartAsync(folder, bench.Text(BenchOptions.Store), ct))
                agents = await CrowdedCentre.FillAsync(filled.Store, Agents, Queues, waiting, ct);
            await using var hub = await BenchHub.StartAsync(folder, bench.Text(BenchOptions.Store), ct);
            bench.Say($"{Agents} agents, {Queues} queues, {waiting:N0} conversations wait");
            bench.Report(await MeasureAsync(new CrowdedCentre(hub.Store, agents), waiting, ct));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<BenchResult> MeasureAsync(CrowdedCentre centre, int waiting, CancellationToken ct)
    {
        // the first that becomes free makes the router look at everybody and everything
        var began = Stopwatch.GetTimestamp();
        await centre.GiveRoomAsync(1, ct);
        await centre.AssignedAsync(1, ct);
        var rebuilt = Stopwatch.GetElapsedTime(began).TotalSeconds;
        await centre.AssignedAsync(Agents - 1, ct);

        var given = waiting / 2;
        var cpu = Environment.CpuUsage.TotalTime;
        began = Stopwatch.GetTimestamp();
        await centre.GiveRoomAsync(given / Agents, ct);
        await centre.AssignedAsync(given, ct);
        var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        cpu = Environment.CpuUsage.TotalTime - cpu;

        var latencies = new List<double>(Freed);
        for (var i = 0; i < Freed; i++) latencies.Add(await centre.FreeOneAsync(i, ct));
        latencies.Sort();
        var sorted = latencies.ToArray();
        return new BenchResult
        {
            Scenario = "route",
            At = $"{waiting:N0} waiting",
            Rate = Math.Round(given / seconds),
            Unit = "decisions/s",
            Seconds = Math.Round(seconds, 2),
            P50Ms = Latencies.PercentileOf(sorted, 0.50),
            P99Ms = Latencies.PercentileOf(sorted, 0.99),
            CpuSeconds = Math.Round(cpu.TotalSeconds, 2),
            PeakMb = Math.Round(Process.GetCurrentProcess().PeakWorkingSet64 / 1048576.0),
            More = new Dictionary<string, double> { ["state rebuilt, first given, s"] = rebuilt },
        };
    }
}
