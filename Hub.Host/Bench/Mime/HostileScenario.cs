using System.Diagnostics;
using System.Globalization;
using Hub.Core.Arrivals;
using Hub.Core.Channels;

namespace Hub.Host.Bench.Mime;

/// <summary>
/// <c>bench hostile</c>: mails made to hurt, one after the other through the whole of the intake. What counts is the worst of them: how long it took,
/// and how much memory was asked for.
/// </summary>
internal static class HostileScenario
{
    private const int WarmUp = 300;
    private const int Seed = 20261122;

    public static async Task RunAsync(BenchContext bench, CancellationToken ct)
    {
        var count = bench.Number(BenchOptions.Messages, 10_000);
        await using var hub = await BenchHub.StartAsync(null, bench.Text(BenchOptions.Store), ct);
        var channel = hub.Services.GetRequiredService<ChannelRegistry>().Find("mail") as IInboundChannel
            ?? throw new InvalidOperationException("The shipped configuration has no channel 'mail'.");
        var random = new Random(bench.Number(BenchOptions.Seed, Seed));
        for (var i = 0; i < WarmUp; i++) await hub.Intake.AcceptAsync(channel, Input(random, i), ct);

        var worst = (Ms: 0.0, Mb: 0.0);
        var set = 0;
        var result = await new Measurement(count).RunAsync("hostile", senders: 1, async number =>
        {
            var input = Input(random, WarmUp + number);
            var (began, before) = (Stopwatch.GetTimestamp(), GC.GetTotalAllocatedBytes());
            if (await hub.Intake.AcceptAsync(channel, input, ct) is IntakeResult.Quarantined) set++;
            worst = (Math.Max(worst.Ms, Stopwatch.GetElapsedTime(began).TotalMilliseconds), Math.Max(worst.Mb, (GC.GetTotalAllocatedBytes() - before) / 1048576.0));
        });
        bench.Report(result with
        {
            At = "one after the other",
            Unit = "mails/s",
            More = new Dictionary<string, double>
            {
                ["the slowest, ms"] = Math.Round(worst.Ms, 1),
                ["memory of the largest, MB"] = Math.Round(worst.Mb, 1),
                ["in quarantine"] = set,
            },
        });
    }

    private static RawInput Input(Random random, int number) =>
        new("message/rfc822", HostileMails.Next(random), string.Create(CultureInfo.InvariantCulture, $"hostile-{number}"));
}
