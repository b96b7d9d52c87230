using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using Hub.Tests.Events;
using Hub.Tests.Fakes;
using Hub.Tests.Hosting;
using Hub.Tests.Servers;

namespace Hub.Tests.Failures;

/// <summary>The whole host, with traffic, while its PostgreSQL goes away and comes back.</summary>
public sealed class PostgresGoneTests
{
    private const string Secret = "a secret of the outage's receiver";
    private const int Senders = 4;
    private static readonly TimeSpan Back = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Settled = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan BetweenTries = TimeSpan.FromMilliseconds(50);
    private static readonly string[] Moving = ["scheduled", "planned", "leased", "attempting", "sending"];
    private static readonly string[] AtRest = ["accepted", "unknown"];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task P12_while_postgresql_is_gone_work_is_refused_and_when_it_is_back_everything_goes_on(bool killed)
    {
        await using var server = await PostgresServer.StartAsync(Ct);
        await using var database = await server.CreateDatabaseAsync(Ct);
        await using var receiver = new WebhookReceiver(Secret);
        await using var host = await HostProcess.StartAsync(new HostSetup { Environment = Environment(receiver, database) }, Ct);
        using var caller = await HostCaller.SignInAsync(host, Ct);
        var traffic = new Traffic(caller);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        var senders = Enumerable.Range(0, Senders).Select(sender => traffic.RunAsync(sender, over.Token)).ToList();
        await traffic.GrowsAsync(by: 20);

        if (killed) await server.KillAsync(Ct);
        else await server.StopAsync(Ct);
        await Eventually.HoldsAsync(async ct => await caller.StatusAsync("/readyz", ct) == HttpStatusCode.ServiceUnavailable, "the host is not ready", TimeSpan.FromSeconds(5), Ct);
        Assert.Equal(HttpStatusCode.OK, await caller.StatusAsync("/healthz", Ct));
        await AssertRefusedAsync(caller.PostAsync("while gone", "while gone", Ct));
        await AssertRefusedAsync(caller.Http.GetAsync("/api/v1/conversations", Ct));
        await AssertRefusedAsync(caller.SignInAsync(Ct));

        await server.RestartAsync(Ct);
        var back = TimeProvider.System.GetTimestamp();
        await Eventually.HoldsAsync(async ct => await caller.StatusAsync("/readyz", ct) == HttpStatusCode.OK, "the host is ready", Back, Ct);
        await traffic.GrowsAsync(by: 20);
        await AssertEverythingGoesOnAsync(caller, receiver);
        Assert.InRange(TimeProvider.System.GetElapsedTime(back), TimeSpan.Zero, Back);

        await over.CancelAsync();
        await Task.WhenAll(senders);
        Assert.Empty(traffic.Surprises);
        await AssertNothingLostAsync(caller, receiver, traffic);
        Assert.Equal(0, await host.StopAsync(Ct));
    }

    /// <summary>Events, the router, the dispatcher and the search, each with something that happens only now.</summary>
    private static async Task AssertEverythingGoesOnAsync(HostCaller caller, WebhookReceiver receiver)
    {
        using var events = await EventClient.OpenAsync(caller.Http, null, Ct);
        var agent = await StaffAsync(caller);
        var taken = await caller.PostAsync("after-it", "quokka 投诉", Ct).JsonAsync(HttpStatusCode.Created, Ct);
        var conversation = taken.Text("conversationId");
        while (await events.NextAsync(Ct) is { } told && (string?)told["conversationId"] != conversation)
        {
        }

        await Eventually.HoldsAsync(
            async ct => (await caller.GetAsync($"/conversations?assignee={agent}", ct))["items"]!.AsArray().Count > 0, "the router assigns", Back, Ct);
        (await caller.AnswerAsync(conversation, "answer to quokka", Ct)).Dispose();
        await Eventually.HoldsAsync(
            () => receiver.Ledger.Any(post => post.Body.Contains("answer to quokka", StringComparison.Ordinal)), "the dispatcher sends", Back, Ct);
        await Eventually.HoldsAsync(
            async ct => (await caller.GetAsync("/conversations?q=quokka", ct))["items"]!.AsArray().Count == 1, "the search finds", Back, Ct);
    }

    /// <summary>A new agent in the queue who takes work.</summary>
    private static async Task<string> StaffAsync(HostCaller caller)
    {
        const string agent = """{"user":"ann","name":"Ann","role":"agent","password":"quite a long pass phrase"}""";
        var id = (await caller.Http.SendJsonAsync("POST", "/api/v1/agents", agent, Ct).JsonAsync(HttpStatusCode.Created, Ct)).Text("id");
        var queue = (await caller.ListAsync("/queues", Ct)).Single(queue => queue.Text("key") == "support").Text("id");
        using var member = await caller.Http.PutAsync($"/api/v1/queues/{queue}/members/{id}", null, Ct);
        Assert.Equal(HttpStatusCode.NoContent, member.StatusCode);
        using var present = await caller.Http.SendJsonAsync("PUT", $"/api/v1/agents/{id}/presence", """{"state":"available"}""", Ct);
        Assert.True(present.IsSuccessStatusCode);
        return id;
    }

    private static async Task AssertNothingLostAsync(HostCaller caller, WebhookReceiver receiver, Traffic traffic)
    {
        List<System.Text.Json.Nodes.JsonNode> deliveries = [];
        await Eventually.HoldsAsync(
            async ct => (deliveries = await caller.ListAsync("/deliveries", ct)).All(delivery => !Moving.Contains(delivery.Text("state"))),
            "every delivery comes to rest", Settled, Ct);
        var texts = (await caller.TextsAsync(Ct)).GroupBy(text => text).ToDictionary(group => group.Key, group => group.Count());
        Assert.All(traffic.Taken, text => Assert.Equal(1, texts.GetValueOrDefault(text)));
        Assert.All(texts, text => Assert.Equal(1, text.Value));
        Assert.All(receiver.Ledger.GroupBy(post => post.Id), posts => Assert.Single(posts));
        var received = receiver.Ledger.Select(post => post.Id).ToHashSet();
        Assert.All(deliveries, delivery => Assert.Contains(delivery.Text("state"), AtRest));
        Assert.All(deliveries.Where(delivery => delivery.Text("state") == "accepted"), delivery => Assert.Contains(delivery.Text("id"), received));
    }

    private static async Task AssertRefusedAsync(Task<HttpResponseMessage> sending)
    {
        var problem = await sending;
        await Task.FromResult(problem).ProblemAsync(HttpStatusCode.ServiceUnavailable, Ct);
        Assert.NotNull(problem.Headers.RetryAfter);
    }

    private static Dictionary<string, string> Environment(WebhookReceiver receiver, PostgresDatabase database) => new()
    {
        ["OMNIHUB_OUTAGE_SECRET"] = Secret,
        ["OMNIHUB__Channels__api__Webhook__Url"] = receiver.Url,
        ["OMNIHUB__Channels__api__Webhook__Secret"] = "env:OMNIHUB_OUTAGE_SECRET",
        ["OMNIHUB__Channels__api__MaxPerSecond"] = "1000",
        ["OMNIHUB__Storage__Provider"] = "postgres",
        ["OMNIHUB__Storage__ConnectionString"] = database.ConnectionString,
    };

    /// <summary>Customers who write and an agent who answers, each asking again until they are told 2xx.</summary>
    private sealed class Traffic(HostCaller caller)
    {
        /// <summary>The texts that were acknowledged.</summary>
        public ConcurrentBag<string> Taken { get; } = [];

        /// <summary>Answers that are neither success nor 503 with when to come again.</summary>
        public ConcurrentBag<string> Surprises { get; } = [];

        public Task GrowsAsync(int by)
        {
            var goal = Taken.Count + by;
            return Eventually.HoldsAsync(() => Taken.Count >= goal, $"{by} more requests are taken", Back, Ct);
        }

        public async Task RunAsync(int sender, CancellationToken over)
        {
            for (var i = 0; !over.IsCancellationRequested; i++)
            {
                var id = string.Create(CultureInfo.InvariantCulture, $"s{sender}n{i}.");
                var taken = await UntilTakenAsync("message " + id, text => caller.PostAsync(id, text, Ct));
                await UntilTakenAsync("answer to " + id, text => caller.AnswerAsync(taken.Text("conversationId"), text, Ct));
                await Task.Delay(BetweenTries, TimeProvider.System, Ct);
            }
        }

        private async Task<System.Text.Json.Nodes.JsonNode> UntilTakenAsync(string text, Func<string, Task<HttpResponseMessage>> ask)
        {
            while (true)
            {
                using var answer = await ask(text);
                if (answer.IsSuccessStatusCode)
                {
                    Taken.Add(text);
                    return System.Text.Json.Nodes.JsonNode.Parse(await answer.Content.ReadAsStringAsync(Ct))!;
                }

                if (answer.StatusCode != HttpStatusCode.ServiceUnavailable || answer.Headers.RetryAfter is null)
                    Surprises.Add($"{(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync(Ct)}");
                await Task.Delay(BetweenTries, TimeProvider.System, Ct);
            }
        }
    }
}
