using System.Diagnostics;
using System.Globalization;
using Hub.Host.Bench.Ingest;
using Hub.Host.Sandboxes.Telegram;
using Npgsql;

namespace Hub.Host.Bench.Telegram;

/// <summary>
/// <c>bench telegram</c>: a backlog of updates that a sandbox of the Bot API hands out in hundreds, each hundred durable before the next is asked for, as
/// after an outage. Five messages to a conversation; the sandbox is in the same process, so what it takes of the machine is in the figures. The limit is
/// what the engine does at the most with the rows that a message leaves.
/// </summary>
internal static class TelegramScenario
{
    private const int Backlog = 100_000;
    private const int WarmUp = 5_000;
    private const int Batch = 100;
    private const int PerConversation = 5;
    private const string Filler =
        "I ordered on the third and was told it would arrive within a week. It is now the fifteenth and the parcel page still says that it has " +
        "not left your warehouse. Could you please check what happened and tell me when I can expect it? 请尽快回复，谢谢。";

    public static async Task RunAsync(BenchContext bench, CancellationToken ct)
    {
        var postgres = bench.Text(BenchOptions.Store);
        var measured = bench.Number(BenchOptions.Messages, Backlog);
        var folder = Directory.CreateTempSubdirectory("omnihub-bench-telegram-");
        try
        {
            await using var sandbox = await TelegramSandbox.StartAsync(TimeProvider.System, ct);
            for (var i = 0; i < WarmUp + measured; i++) sandbox.Customers.Write(Writer(i), string.Create(CultureInfo.InvariantCulture, $"Order {i}: {Filler}"));
            var settings = new Dictionary<string, string>(sandbox.Settings("bot", folder.FullName))
            {
                ["Channels:bot:Kind"] = "telegram", ["Channels:bot:Name"] = "Bot", ["Channels:bot:Queue"] = "support",
            };
            await using var hub = await BenchHub.StartAsync(null, postgres, settings, ct);
            var result = await DrainAsync(sandbox, measured, ct);
            var stored = await hub.Store.ReadAsync((db, read) => db.FirstAsync<long>("SELECT COUNT(*) FROM messages", null, read), ct);
            if (stored != WarmUp + measured) throw new InvalidOperationException($"{stored} messages are stored in place of {WarmUp + measured}.");
            bench.Report(result with { At = "a backlog after an outage", Limit = await LimitAsync(postgres, measured, ct) });
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Waits until everything is confirmed, which is after its commit.</summary>
    private static async Task<BenchResult> DrainAsync(TelegramSandbox sandbox, int measured, CancellationToken ct)
    {
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        while (sandbox.Updates.Count > measured) await tick.WaitForNextTickAsync(ct);
        var (began, cpu, first) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime, sandbox.Updates.Count);
        while (sandbox.Updates.Count > 0) await tick.WaitForNextTickAsync(ct);
        var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        return new BenchResult
        {
            Scenario = "telegram",
            Rate = Math.Round(first / seconds),
            Unit = "updates/s",
            Seconds = Math.Round(seconds, 2),
            CpuSeconds = Math.Round((Environment.CpuUsage.TotalTime - cpu).TotalSeconds, 2),
            PeakMb = Math.Round(Process.GetCurrentProcess().PeakWorkingSet64 / 1048576.0),
        };
    }

    /// <summary>As many at a time as a batch has updates, each with a few messages.</summary>
    private static TelegramPerson Writer(int number)
    {
        var id = 1_000_000 + (number / (Batch * PerConversation) * Batch) + (number % Batch);
        return new TelegramPerson(id, string.Create(CultureInfo.InvariantCulture, $"Customer {id}"));
    }

    private static Task<double> LimitAsync(string? postgres, int rows, CancellationToken ct) => postgres is null
        ? SqliteLimit.MeasureAsync(0, rows, Batch, Filler, ct)
        : PostgresLimit.MeasureAsync(new NpgsqlConnectionStringBuilder(postgres), rows, 16, Filler, ct);
}
