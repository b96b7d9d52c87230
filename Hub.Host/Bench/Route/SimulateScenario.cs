using System.Diagnostics;
using System.Globalization;
using Hub.Core.Routing.Simulation;

namespace Hub.Host.Bench.Route;

/// <summary>
/// <c>bench route --simulate</c>: the router on a virtual clock beside Erlang C, at three sizes and two occupancies each. It ends with an error where
/// theory lies outside what the simulation says with 99% confidence.
/// </summary>
internal static class SimulateScenario
{
    private const double Precision = 0.05;

    private static readonly TimeSpan Handling = TimeSpan.FromMinutes(3);

    private static readonly (int Agents, double Occupancy)[] Centres = [(10, 0.7), (10, 0.9), (50, 0.85), (50, 0.95), (200, 0.92), (200, 0.97)];

    public static Task RunAsync(BenchContext bench, CancellationToken ct) => Task.Run(() => Run(bench, ct), ct);

    private static void Run(BenchContext bench, CancellationToken ct)
    {
        var seed = bench.Number(BenchOptions.Seed, 20261122);
        var outside = 0;
        foreach (var (agents, occupancy) in Centres)
        {
            var began = Stopwatch.GetTimestamp();
            var found = new QueueSimulation(agents, occupancy, Handling, seed).Run(Precision, ct);
            var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
            var theory = ErlangC.MeanWait(agents, occupancy, Handling);
            if ((theory - found.Mean).Duration() > found.HalfWidth) outside++;
            bench.Report(new BenchResult
            {
                Scenario = "simulate",
                At = string.Create(CultureInfo.InvariantCulture, $"{agents} agents at {occupancy:P0}"),
                Rate = Math.Round(found.Customers / seconds),
                Unit = "customers/s",
                Seconds = Math.Round(seconds, 1),
                More = new Dictionary<string, double>
                {
                    ["mean wait, s"] = found.Mean.TotalSeconds,
                    ["99% within, s"] = found.HalfWidth.TotalSeconds,
                    ["Erlang C, s"] = theory.TotalSeconds,
                    ["had to wait"] = found.Waited,
                    ["Erlang C"] = ErlangC.ProbabilityOfWaiting(agents, occupancy),
                },
            });
        }

        if (outside > 0) throw new InvalidOperationException($"{outside} of {Centres.Length} means are not those of Erlang C.");
    }
}
