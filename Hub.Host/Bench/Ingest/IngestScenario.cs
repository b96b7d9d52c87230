using System.Globalization;
using System.Text;
using Hub.Core.Arrivals;
using Hub.Core.Search;
using Npgsql;

namespace Hub.Host.Bench.Ingest;

/// <summary>
/// <c>bench ingest</c>: durable messages a second through the whole of the intake, as JSON to the HTTP channel, with the router and the
/// search index at work. Five messages to a conversation. First into an empty store, then into one that holds many; each beside what the
/// engine does at the most with the rows that a message leaves (<see cref="SqliteLimit"/>, <see cref="PostgresLimit"/>).
/// </summary>
internal static class IngestScenario
{
    /// <summary>What is put in before the first measurement, while the code is still being compiled.</summary>
    private const int WarmUp = 40_000;

    private const int PerConversation = 5;
    private const int SearchRate = 1_500;
    private const int SearchSeconds = 10;
    private const string Filler =
        "I ordered on the third and was told it would arrive within a week. It is now the fifteenth and the parcel page still says that it has " +
        "not left your warehouse. Could you please check what happened and tell me when I can expect it? 请尽快回复，谢谢。";

    public static async Task RunAsync(BenchContext bench, CancellationToken ct)
    {
        var postgres = bench.Text(BenchOptions.Store);
        var producers = bench.Number(BenchOptions.Producers, postgres is null ? 64 : 16);
        var measured = bench.Number(BenchOptions.Messages, postgres is null ? 100_000 : 20_000);
        var held = bench.Number(BenchOptions.Held, postgres is null ? 1_000_000 : 0);
        await using var hub = await BenchHub.StartAsync(null, postgres, ct);

        await IngestAsync(hub, 0, WarmUp, producers, ct);
        await CatchUpAsync(hub, bench, ct);
        var empty = await IngestAsync(hub, WarmUp, measured, producers, ct);
        bench.Report(empty with { At = "an empty store", Limit = await LimitAsync(postgres, 0, measured, producers, ct) });
        await CatchUpAsync(hub, bench, ct);
        bench.Report(await SearchLagAsync(hub, WarmUp + measured, producers, ct));
        var first = WarmUp + measured + (SearchSeconds * SearchRate);
        if (held <= first) return;

        bench.Say($"filling up to {held:N0} messages ...");
        await IngestAsync(hub, first, held - first, producers, ct);
        await CatchUpAsync(hub, bench, ct);
        var full = await IngestAsync(hub, held, measured, producers, ct);
        bench.Report(full with { At = $"{held:N0} messages held", Limit = await LimitAsync(postgres, held, measured, producers, ct) });
    }

    /// <summary>Puts messages in as fast as they go.</summary>
    public static Task<BenchResult> IngestAsync(BenchHub hub, int first, int count, int producers, CancellationToken ct)
    {
        var (intake, channel) = (hub.Intake, hub.Channel);
        return new Measurement(count).RunAsync("ingest", producers, async number =>
        {
            var result = await intake.AcceptAsync(channel, Message(first + number, producers), ct);
            if (result is not (IntakeResult.Created or IntakeResult.Appended))
                throw new InvalidOperationException($"A message was not taken as new: {result}.");
        });
    }

    /// <summary>How far the search is behind while messages come at a steady rate.</summary>
    private static async Task<BenchResult> SearchLagAsync(BenchHub hub, int first, int producers, CancellationToken ct)
    {
        var (intake, channel) = (hub.Intake, hub.Channel);
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        var measurement = new Measurement(SearchSeconds * SearchRate);
        var worst = 0.0;
        var gate = new SemaphoreSlim(0);
        var sending = measurement.RunAsync("ingest", producers, async number =>
        {
            await gate.WaitAsync(ct);
            await intake.AcceptAsync(channel, Message(first + number, producers), ct);
        });
        for (var i = 0; i < SearchSeconds * 10; i++)
        {
            gate.Release(SearchRate / 10);
            await tick.WaitForNextTickAsync(ct);
            worst = Math.Max(worst, await SearchLagSecondsAsync(hub, ct));
        }

        var result = await sending;
        return result with
        {
            At = "steady, with search",
            More = new Dictionary<string, double> { ["search behind at most, s"] = Math.Round(worst, 2) },
        };
    }

    private static async Task<double> SearchLagSecondsAsync(BenchHub hub, CancellationToken ct)
    {
        var position = (await hub.Services.GetRequiredService<ISearchIndex>().PositionAsync(ct))?.Journal ?? 0;
        var oldest = await hub.Store.ReadAsync(
            (db, token) => db.FirstAsync<long?>("SELECT MIN(at) FROM journal WHERE seq = (SELECT MIN(seq) FROM journal WHERE seq > @position)", new { position }, token), ct);
        return oldest is { } at ? Math.Max(0, hub.Store.Time.GetUtcNow().ToUnixTimeMilliseconds() - at) / 1000.0 : 0;
    }

    /// <summary>Waits until the readers of the journal have nothing left to do, so that one measurement does not pay for another.</summary>
    public static async Task CatchUpAsync(BenchHub hub, BenchContext bench, CancellationToken ct)
    {
        bench.Say("waiting for the search index ...");
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        while (await SearchLagSecondsAsync(hub, ct) > 0) await tick.WaitForNextTickAsync(ct);
    }

    /// <summary>A customer's next message: so many customers at a time as there are producers, each with a few messages.</summary>
    private static RawInput Message(int number, int producers)
    {
        var round = number / (producers * PerConversation);
        var customer = (round * producers) + (number % producers);
        var json = string.Create(
            CultureInfo.InvariantCulture,
            $$"""{"externalId":"m-{{number}}","from":{"address":"customer-{{customer}}","name":"Customer {{customer}}"},"text":"Order {{number}}: {{Filler}}"}""");
        return new RawInput("application/json", Encoding.UTF8.GetBytes(json), $"r-{number}");
    }

    private static Task<double> LimitAsync(string? postgres, int held, int rows, int together, CancellationToken ct) => postgres is null
        ? SqliteLimit.MeasureAsync(held, rows, together, Filler, ct)
        : PostgresLimit.MeasureAsync(new NpgsqlConnectionStringBuilder(postgres), rows, together, Filler, ct);
}
