using System.Diagnostics;
using System.Net;
using Hub.Host.Sandboxes.Telegram;
using Hub.Tests.Hosting;
using Hub.Tests.Servers;
using Hub.Tests.Time;

namespace Hub.Tests.Channels.Telegram;

/// <summary>Whole hubs with a bot.</summary>
public sealed class BotHubTests
{
    private const string Key = "that-opens-nothing-else";
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(30);
    private static readonly TelegramPerson Ann = new(4711, "Ann", "Lee");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_customer_is_answered_and_the_token_is_nowhere_in_logs_traces_metrics_alarms_and_the_API()
    {
        var traced = new List<string>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = _ => true,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity =>
            {
                lock (traced) traced.Add(activity.DisplayName + string.Join(' ', activity.TagObjects.Select(tag => $"{tag.Key}={tag.Value}")));
            },
        };
        ActivitySource.AddActivityListener(listener);
        await using var bot = await BotHub.StartAsync(TimeProvider.System, Ct);
        bot.Sandbox.Customers.Write(Ann, "Where is my parcel?");
        await Eventually.HoldsAsync(async ct => (await bot.TextsAsync(ct)).Count == 1, "the message is there", Soon, Ct);
        await bot.AnswerAsync("""{"text":"It comes tomorrow."}""", Ct);
        await Eventually.HoldsAsync(() => bot.Sandbox.Sent.Count == 1, "the answer is sent", Soon, Ct);
        Assert.Equal((4711, "It comes tomorrow."), (bot.Sandbox.Sent[0].Chat, bot.Sandbox.Sent[0].Text));

        bot.Sandbox.Fault = call => call.Method switch
        {
            "getUpdates" => TelegramFault.Refuse(401, $"Unauthorized {TelegramSandbox.Token}"),
            _ => new TelegramFault { Cuts = true },
        };
        bot.Sandbox.Customers.Write(Ann, "And now?");
        await bot.AnswerAsync("""{"text":"Soon."}""", Ct);
        await Eventually.HoldsAsync(() => bot.Hub.Log.All.Any(line => line.Contains("[2102]", StringComparison.Ordinal)), "the refusal is told", Soon, Ct);
        await Eventually.HoldsAsync(() => bot.Hub.Log.All.Any(line => line.Contains("[2100]", StringComparison.Ordinal)), "the break is told", Soon, Ct);

        Assert.DoesNotContain(bot.Hub.Log.All, line => line.Contains(Key, StringComparison.Ordinal));
        lock (traced) Assert.DoesNotContain(traced, line => line.Contains(Key, StringComparison.Ordinal));
        foreach (var path in (string[])["/metrics", "/api/v1/channels", "/api/v1/alarms", "/api/v1/deliveries", "/openapi/v1.json"])
        {
            using var answer = await bot.Hub.Admin.GetAsync(path, Ct);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.DoesNotContain(Key, await answer.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task P3_a_hub_that_was_away_for_a_day_takes_in_everything_that_Telegram_still_holds()
    {
        var time = new ManualTime();
        await using var bot = await BotHub.StartAsync(time, Ct);
        var customers = Enumerable.Range(0, 50).Select(i => new TelegramPerson(100 + i, $"Customer {i}")).ToList();
        await bot.Hub.RestartAsync(
            () =>
            {
                bot.Sandbox.Customers.Write(Ann, "gone after a day");
                time.Advance(TimeSpan.FromHours(1));
                foreach (var customer in customers)
                    for (var i = 0; i < 4; i++) bot.Sandbox.Customers.Write(customer, $"{customer.Id} {i}");
                time.Advance(TimeSpan.FromHours(23.9));
                return Task.CompletedTask;
            },
            Ct);
        await Eventually.HoldsAsync(
            async ct =>
            {
                time.Advance(TimeSpan.FromMilliseconds(500));
                return (await bot.TextsAsync(ct)).Count >= 200;
            },
            "everything is there", Soon, Ct);
        Assert.Equal(
            customers.SelectMany(customer => Enumerable.Range(0, 4).Select(i => $"{customer.Id} {i}")).Order(StringComparer.Ordinal),
            (await bot.TextsAsync(Ct)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task F07_one_call_a_thousand_times_on_two_hosts_is_one_message_and_every_call_is_answered()
    {
        const string Secret = "a-secret_of-our_own-0123456789-ABCDEF";
        await using var database = await SharedPostgres.CreateDatabaseAsync(Ct);
        var store = On(database);
        await using var first = await BotHub.StartAsync(TimeProvider.System, Ct, more: store, webhookSecret: Secret);
        await using var second = await BotHub.StartAsync(TimeProvider.System, Ct, first.Sandbox, store, Secret);
        await Eventually.HoldsAsync(() => first.Sandbox.Webhook is not null, "Telegram is told where to call", Soon, Ct);
        var customers = first.Sandbox.Customers;
        var update = BotJson.Object(("update_id", 1), ("message", customers.Message(Ann, customers.NextId(), BotJson.Object(("text", "Hello"))))).ToJsonString();
        using var client = new HttpClient();
        var calls = Enumerable.Range(0, 1000).Select(i => PostAsync(client, (i % 2 == 0 ? first : second).Hub.Url, update, Secret));
        Assert.All(await Task.WhenAll(calls), status => Assert.Equal(HttpStatusCode.OK, status));
        Assert.Equal(["Hello"], await first.TextsAsync(Ct));

        customers.SendAlbum(Ann, "Look", [.. Enumerable.Range(0, 10).Select(i => new[] { (byte)i })]);
        customers.Write(Ann, "And this");
        Assert.All(await first.Sandbox.DeliverAsync(second.Hub.Url, 40, Ct), status => Assert.Equal(200, status));
        Assert.Equal(["And this", "Hello", "Look"], (await first.TextsAsync(Ct)).Order(StringComparer.Ordinal));
        Assert.Single(await Centre.IdsAsync(first.Hub.Admin, "/conversations?channel=bot"));
        Assert.Equal(HttpStatusCode.Unauthorized, await PostAsync(client, first.Hub.Url, update, "another"));
    }

    [Fact]
    public async Task Of_two_hosts_one_asks_and_when_it_goes_the_other_takes_over_without_loss_or_repetition()
    {
        await using var database = await SharedPostgres.CreateDatabaseAsync(Ct);
        var store = On(database);
        await using var first = await BotHub.StartAsync(TimeProvider.System, Ct, more: store);
        await using var second = await BotHub.StartAsync(TimeProvider.System, Ct, first.Sandbox, store);
        var written = 0;
        Write(300);
        await Eventually.HoldsAsync(async ct => (await first.TextsAsync(ct)).Count >= 100, "a part is there", Soon, Ct);
        Write(300);
        await first.Hub.App.StopAsync(Ct);
        Write(300);
        await Eventually.HoldsAsync(async ct => (await second.TextsAsync(ct)).Count >= written, "everything is there", Soon, Ct);
        await Eventually.HoldsAsync(() => first.Sandbox.Updates.Count == 0, "everything is confirmed", Soon, Ct);
        Assert.Equal(Enumerable.Range(0, written).Select(i => $"text {i:000}"), (await second.TextsAsync(Ct)).Order(StringComparer.Ordinal));
        // two who ask would have ended each other's calls
        Assert.DoesNotContain(first.Hub.Log.All.Concat(second.Hub.Log.All), line => line.Contains("Conflict", StringComparison.Ordinal));

        void Write(int count)
        {
            for (var i = 0; i < count; i++) first.Sandbox.Customers.Write(new TelegramPerson(1 + (written % 20), "Ann"), $"text {written++:000}");
        }
    }

    private static Dictionary<string, string> On(PostgresDatabase database) => new()
    {
        ["OMNIHUB__Storage__Provider"] = "postgres",
        ["OMNIHUB__Storage__ConnectionString"] = database.ConnectionString,
    };

    private static async Task<HttpStatusCode> PostAsync(HttpClient client, Uri hub, string update, string secret)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(hub, "/hooks/bot")) { Content = new StringContent(update) };
        request.Headers.Add("X-Telegram-Bot-Api-Secret-Token", secret);
        using var answer = await client.SendAsync(request, Ct);
        return answer.StatusCode;
    }
}
