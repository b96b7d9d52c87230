using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using Hub.Tests.Fakes;
using Hub.Tests.Servers;
using Hub.Tests.Trials;

namespace Hub.Tests.Crash;

/// <summary>
/// Hosts are killed (SIGKILL) at random instants while messages come in and answers go out. What was acknowledged is there exactly once;
/// no answer is sent twice; every delivery ends in a terminal state or unknown. Judged from outside: what the clients were told, what the
/// webhook's receiver got, and what the API shows at the end.
/// </summary>
public sealed class KillTrial
{
    private const int Senders = 8;
    private const int AnswerEvery = 3;
    private const int LongestLife = 1200;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public Task One_host_on_sqlite_killed_at_random_instants_loses_nothing_and_sends_nothing_twice() =>
        RunAsync(hosts: 1, database: null, kills: TrialSize.Pick(small: 6, full: 100));

    [Fact]
    public async Task Two_hosts_on_postgresql_either_killed_at_random_instants_lose_nothing_and_send_nothing_twice()
    {
        await using var database = await SharedPostgres.CreateDatabaseAsync(Stop);
        await RunAsync(hosts: 2, database.ConnectionString, kills: TrialSize.Pick(small: 6, full: 100));
    }

    private static async Task RunAsync(int hosts, string? database, int kills)
    {
        var chance = TrialSeed.NewRandom();
        await using var receiver = new WebhookReceiver(TrialEnvironment.Secret);
        await using var hub = await HubCluster.StartAsync(hosts, TrialEnvironment.Of(receiver, database), Stop);
        var log = new ConcurrentBag<Sent>();

        using (var done = CancellationTokenSource.CreateLinkedTokenSource(Stop))
        {
            var traffic = Enumerable.Range(0, Senders).Select(sender => SendAsync(hub, sender, log, done.Token)).ToList();
            await hub.KillAtRandomAsync(kills, LongestLife, chance, Stop);
            await done.CancelAsync();
            await Task.WhenAll(traffic);
        }

        await CheckAsync(hub, receiver, log);
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{kills} kills, {log.Count} messages acknowledged, {log.Count(sent => sent.AnswerId is not null)} answers, {receiver.Ledger.Count} posts received");
    }

    /// <summary>A customer who writes and an agent who answers every third time; both ask again until they are told 2xx.</summary>
    private static async Task SendAsync(HubCluster hub, int sender, ConcurrentBag<Sent> log, CancellationToken done)
    {
        for (var i = 0; !done.IsCancellationRequested; i++)
        {
            var marker = string.Create(CultureInfo.InvariantCulture, $"s{sender}n{i}.");
            var taken = await hub.RepeatAsync(HttpMethod.Post, "/api/v1/channels/api/messages", Message(sender, i, marker), null, Stop);
            var sent = new Sent(marker, (string?)taken["conversationId"], null);
            // one whose reading was cut off twice in a row is in quarantine
            if (sent.ConversationId is not null && i % AnswerEvery == 0)
            {
                var answer = await hub.RepeatAsync(
                    HttpMethod.Post, $"/api/v1/conversations/{sent.ConversationId}/messages",
                    new JsonObject { ["text"] = "answer to " + marker }, "key-" + marker, Stop);
                sent = sent with { AnswerId = (string)answer["id"]! };
            }

            log.Add(sent);
        }
    }

    private static JsonObject Message(int sender, int number, string marker) => new()
    {
        ["externalId"] = marker,
        ["from"] = new JsonObject { ["address"] = string.Create(CultureInfo.InvariantCulture, $"customer-{sender}-{number / 7}") },
        ["text"] = "message " + marker,
    };

    private static async Task CheckAsync(HubCluster hub, WebhookReceiver receiver, ConcurrentBag<Sent> log)
    {
        var outcome = await TrialOutcome.ReadAsync(hub, Stop);
        Assert.All(log, sent =>
        {
            outcome.AssertKept("message " + sent.Marker);
            if (sent.AnswerId is null) return;
            Assert.True(outcome.Messages.ContainsKey(sent.AnswerId), $"The acknowledged answer to {sent.Marker} is lost.");
            outcome.AssertKept("answer to " + sent.Marker);
        });
        outcome.AssertSent("id", [.. receiver.Ledger.Select(post => post.Id)]);
        Assert.Equal(log.Count(sent => sent.AnswerId is not null), outcome.Deliveries.Count);
    }

    private sealed record Sent(string Marker, string? ConversationId, string? AnswerId);
}
