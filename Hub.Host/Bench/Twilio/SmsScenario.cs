using System.Diagnostics;
using System.Globalization;
using Hub.Core.Conversations;
using Hub.Core.Security;
using Hub.Core.Storage;

namespace Hub.Host.Bench.Twilio;

/// <summary>
/// <c>bench sms</c>: text messages a second that the dispatcher hands to a sandbox by HTTP, each with its row in the ledger: claimed, begun and
/// ended durably. They are written beforehand and become due at one instant. The sandbox shares the processors with the hub. The limit is
/// what the sandbox takes from a bare client.
/// </summary>
internal static class SmsScenario
{
    private const int WarmUp = 2_000;
    private const int Writers = 32;
    private const int WrittenPerSecond = 700;

    private static readonly Subject Writer = new()
    {
        Id = Guid.Empty, IsAgent = false, Role = Role.Admin, Permissions = Permissions.Parse("conversations.* conversations.all"), QueueIds = new HashSet<Guid>(),
    };

    public static async Task RunAsync(BenchContext bench, CancellationToken ct)
    {
        var measured = bench.Number(BenchOptions.Messages, 20_000);
        await using var twilio = await BenchTwilio.StartAsync(bench.Text(BenchOptions.Store), ct);
        await SendAsync(twilio, (0, WarmUp), ct);
        bench.Say("writing ...");
        var result = await SendAsync(twilio, (WarmUp, measured), ct);
        var sent = twilio.Sandbox.Store.All.Count(message => !message.IsInbound);
        if (sent != WarmUp + measured) throw new InvalidOperationException($"{sent} messages were sent instead of {WarmUp + measured}.");
        bench.Report(result with { At = "due at one instant", Limit = await LimitAsync(twilio, measured, ct) });
    }

    /// <summary>What the sandbox takes of the same requests at the most, without a hub.</summary>
    private static async Task<double> LimitAsync(BenchTwilio twilio, int count, CancellationToken ct)
    {
        using var client = new HttpClient(new SocketsHttpHandler { UseProxy = false, UseCookies = false });
        var url = $"{twilio.Sandbox.Url}/2010-04-01/Accounts/{twilio.Sandbox.AccountSid}/Messages.json";
        var result = await new Measurement(count).RunAsync("limit", Writers, async number =>
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, url);
            request.Content = new FormUrlEncodedContent([new("To", "+4915100000000"), new("From", BenchTwilio.Number), new("Body", $"Your order {number} is on its way.")]);
            request.Headers.TryAddWithoutValidation("Authorization", twilio.Sandbox.Authorization);
            using var answer = await client.SendAsync(request, ct);
            answer.EnsureSuccessStatusCode();
        });
        return result.Rate;
    }

    private static async Task<BenchResult> SendAsync(BenchTwilio twilio, (int First, int Count) range, CancellationToken ct)
    {
        var time = twilio.Hub.Store.Time;
        var due = time.GetUtcNow() + TimeSpan.FromSeconds(3 + (range.Count / WrittenPerSecond));
        await new Measurement(range.Count).RunAsync("sms", Writers, number => WriteAsync(twilio.Hub, range.First + number, due, ct));
        if (time.GetUtcNow() is var now && now < due) await Task.Delay(due - now, time, ct);
        var (began, cpu) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (await LeftAsync(twilio.Hub.Store, ct) > 0) await tick.WaitForNextTickAsync(ct);
        var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        return new BenchResult
        {
            Scenario = "sms",
            Rate = Math.Round(range.Count / seconds),
            Unit = "messages/s",
            Seconds = Math.Round(seconds, 2),
            CpuSeconds = Math.Round((Environment.CpuUsage.TotalTime - cpu).TotalSeconds, 2),
            PeakMb = Math.Round(Process.GetCurrentProcess().PeakWorkingSet64 / 1048576.0),
        };
    }

    private static async Task WriteAsync(BenchHub hub, int number, DateTimeOffset due, CancellationToken ct)
    {
        var wish = new NewConversation
        {
            Channel = BenchTwilio.Channel,
            Message = new NewMessage
            {
                Text = string.Create(CultureInfo.InvariantCulture, $"Your order {number} is on its way and comes on Monday."),
                To = [string.Create(CultureInfo.InvariantCulture, $"+49151{number:00000000}")], SendAt = due,
            },
        };
        var unit = await hub.Services.GetRequiredService<Composer>().PrepareAsync(wish, Writer, ct);
        if (await hub.Store.WriteAsync(unit, ct) is not ComposeResult.Done) throw new InvalidOperationException("A message could not be written.");
    }

    private static async Task<long> LeftAsync(Store store, CancellationToken ct) => await store.ReadAsync(
        (db, read) => db.FirstAsync<long>("SELECT COUNT(*) FROM deliveries WHERE state IN ('scheduled', 'planned', 'leased', 'attempting')", null, read), ct);
}
