using System.Diagnostics;

namespace Hub.Host.Bench;

/// <summary>Times operations of many senders, and what they cost this process.</summary>
internal sealed class Measurement(int operations)
{
    private readonly double[] _milliseconds = new double[operations];
    private readonly long _began = Stopwatch.GetTimestamp();
    private readonly TimeSpan _cpu = Environment.CpuUsage.TotalTime;
    private int _next = -1;

    /// <summary>Runs the operation as often as agreed, by so many senders at once, each waiting for its own.</summary>
    public async Task<BenchResult> RunAsync(string scenario, int senders, Func<int, Task> operation)
    {
        await Task.WhenAll(Enumerable.Range(0, senders).Select(_ => Task.Run(() => SendAsync(operation))));
        var seconds = Stopwatch.GetElapsedTime(_began).TotalSeconds;
        Array.Sort(_milliseconds);
        return new BenchResult
        {
            Scenario = scenario,
            Rate = Math.Round(operations / seconds),
            Unit = "messages/s",
            Seconds = Math.Round(seconds, 2),
            P50Ms = Latencies.PercentileOf(_milliseconds, 0.50),
            P99Ms = Latencies.PercentileOf(_milliseconds, 0.99),
            CpuSeconds = Math.Round((Environment.CpuUsage.TotalTime - _cpu).TotalSeconds, 2),
            PeakMb = Math.Round(Process.GetCurrentProcess().PeakWorkingSet64 / 1048576.0),
        };
    }

    private async Task SendAsync(Func<int, Task> operation)
    {
        while (Interlocked.Increment(ref _next) is var number && number < operations)
        {
            var began = Stopwatch.GetTimestamp();
            await operation(number);
            _milliseconds[number] = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
        }
    }
}
