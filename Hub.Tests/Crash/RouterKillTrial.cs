using System.Globalization;
using System.Text.Json.Nodes;
using Hub.Tests.Fakes;
using Hub.Tests.Servers;
using Hub.Tests.Trials;
using Npgsql;

namespace Hub.Tests.Crash;

/// <summary>
/// Two hosts over PostgreSQL of which one routes, either killed (SIGKILL) at random instants while customers write, agents answer and others
/// let offers pass. No conversation is with two agents, nobody ever carries more than they may, and nothing that waits is forgotten.
/// </summary>
public sealed class RouterKillTrial
{
    private const int Agents = 6;
    private const int Writers = 3;
    private const int LongestLife = 1500;
    private const long Weight = 10;
    private const long Limit = 50;
    private const string Open = "SELECT id, assignee_id, offered_to FROM conversations WHERE status = 'open' AND COALESCE(assignee_id, offered_to) IS NOT NULL";

    private static readonly TimeSpan BetweenCustomers = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan TakenOver = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("""{}""")]
    [InlineData("""{"acceptance":"offer","offerSeconds":5,"missedUntilAway":0,"declinedSeconds":0}""")]
    public async Task Killed_at_random_instants_it_gives_everything_to_one_agent_and_to_nobody_too_much(string routing)
    {
        var kills = TrialSize.Pick(small: 3, full: 100);
        var chance = TrialSeed.NewRandom();
        await using var database = await SharedPostgres.CreateDatabaseAsync(Stop);
        await using var source = NpgsqlDataSource.Create(database.ConnectionString);
        await using var receiver = new WebhookReceiver(TrialEnvironment.Secret);
        await using var hub = await HubCluster.StartAsync(2, TrialEnvironment.Of(receiver, database.ConnectionString), Stop);
        await OpenAsync(hub, routing);

        using (var done = CancellationTokenSource.CreateLinkedTokenSource(Stop))
        {
            var traffic = Enumerable.Range(0, Writers).Select(writer => WriteAsync(hub, writer, done.Token))
                .Append(WorkAsync(hub, source, new Random(chance.Next()), done.Token)).ToList();
            await hub.KillAtRandomAsync(kills, LongestLife, chance, Stop);
            await done.CancelAsync();
            await Task.WhenAll(traffic);
        }

        // the agents go on until nobody waits any more
        await Eventually.HoldsAsync(
            async ct =>
            {
                await ResolveAsync(hub, source, _ => true, ct);
                return await CountAsync(source, "SELECT COUNT(*) FROM conversations WHERE status = 'open'", ct) == 0;
            },
            "everything that waits to be given away", Patience, Stop);
        await AssertHistoryAsync(source, kills);
    }

    [Fact]
    public async Task The_other_host_routes_within_10_s_after_the_one_that_did_was_killed()
    {
        await using var database = await SharedPostgres.CreateDatabaseAsync(Stop);
        await using var source = NpgsqlDataSource.Create(database.ConnectionString);
        await using var receiver = new WebhookReceiver(TrialEnvironment.Secret);
        var environment = TrialEnvironment.Of(receiver, database.ConnectionString);
        await using var hub = await HubCluster.StartAsync(1, environment, Stop);
        await OpenAsync(hub, "{}");
        await PostAsync(hub, "first");
        await Eventually.HoldsAsync(ct => IsGivenAsync(source, 1, ct), "the first host routes", Patience, Stop);
        await hub.JoinAsync(environment, Stop);

        await hub.Host(0).KillAsync(Stop);
        var killed = TimeProvider.System.GetTimestamp();
        await PostAsync(hub, "second");
        await Eventually.HoldsAsync(ct => IsGivenAsync(source, 2, ct), "the other host routes", TakenOver, Stop);
        TestContext.Current.TestOutputHelper?.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"the other host routed after {TimeProvider.System.GetElapsedTime(killed).TotalSeconds:F1} s"));
    }

    /// <summary>A queue with agents who are there.</summary>
    private static async Task OpenAsync(HubCluster hub, string routing)
    {
        var queue = (string)(await hub.ListAsync("/api/v1/queues", Stop)).Single()["id"]!;
        await hub.RepeatAsync(HttpMethod.Put, $"/api/v1/queues/{queue}/routing", JsonNode.Parse(routing), null, Stop);
        for (var number = 0; number < Agents; number++)
        {
            var user = string.Create(CultureInfo.InvariantCulture, $"agent{number}");
            var agent = new JsonObject { ["user"] = user, ["name"] = user, ["role"] = "agent", ["password"] = HostSetup.AdminPassword };
            var id = (string)(await hub.RepeatAsync(HttpMethod.Post, "/api/v1/agents", agent, "key-" + user, Stop))["id"]!;
            await hub.RepeatAsync(HttpMethod.Put, $"/api/v1/queues/{queue}/members/{id}", null, null, Stop);
            await hub.RepeatAsync(HttpMethod.Put, $"/api/v1/agents/{id}/presence", new JsonObject { ["state"] = "available" }, null, Stop);
        }
    }

    /// <summary>Customers, each of whom writes once.</summary>
    private static async Task WriteAsync(HubCluster hub, int writer, CancellationToken done)
    {
        for (var number = 0; !done.IsCancellationRequested; number++)
        {
            await PostAsync(hub, string.Create(CultureInfo.InvariantCulture, $"customer-{writer}-{number}"));
            await Task.Delay(BetweenCustomers, TimeProvider.System, Stop);
        }
    }

    private static Task<JsonNode> PostAsync(HubCluster hub, string customer) => hub.RepeatAsync(
        HttpMethod.Post, "/api/v1/channels/api/messages",
        new JsonObject { ["externalId"] = customer, ["from"] = new JsonObject { ["address"] = customer }, ["text"] = "hello" }, null, Stop);

    /// <summary>Agents, who take half of what is offered to them, and finish half of what they have.</summary>
    private static async Task WorkAsync(HubCluster hub, NpgsqlDataSource source, Random chance, CancellationToken done)
    {
        while (!done.IsCancellationRequested)
        {
            await ResolveAsync(hub, source, _ => chance.Next(2) == 0, Stop);
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, Stop);
        }
    }

    private static async Task ResolveAsync(HubCluster hub, NpgsqlDataSource source, Func<Guid, bool> isWanted, CancellationToken ct)
    {
        foreach (var (id, offeredTo) in await CarriedAsync(source, ct))
        {
            if (!isWanted(id)) continue;
            var change = offeredTo is { } agent ? new JsonObject { ["assignee"] = agent.ToString() } : new JsonObject { ["status"] = "resolved" };
            await hub.RepeatAsync(HttpMethod.Patch, $"/api/v1/conversations/{id}", change, null, ct);
        }
    }

    private static async Task AssertHistoryAsync(NpgsqlDataSource source, int kills)
    {
        var history = await RouterHistory.ReadAsync(source, Weight, Limit, Stop);
        Assert.All(history.Loads, load => Assert.Equal(0, load.Value));
        Assert.Equal(0, await CountAsync(source, "SELECT COALESCE(SUM(load), 0)::bigint FROM agents", Stop));
        Assert.Equal(0, await CountAsync(source, "SELECT COUNT(*) FROM offers WHERE state = 'offered'", Stop));
        var conversations = await CountAsync(source, "SELECT COUNT(*) FROM conversations", Stop);
        Assert.True(history.Given >= conversations, "Something was resolved that nobody had been given.");
        Assert.Equal(history.Given, await CountAsync(source, "SELECT COUNT(*) FROM routing_decisions", Stop));
        TestContext.Current.TestOutputHelper?.WriteLine($"{kills} kills, {conversations} conversations, given away {history.Given} times");
    }

    private static async Task<bool> IsGivenAsync(NpgsqlDataSource source, long wanted, CancellationToken ct) =>
        await CountAsync(source, "SELECT COUNT(*) FROM conversations WHERE assignee_id IS NOT NULL", ct) == wanted;

    private static async Task<long> CountAsync(NpgsqlDataSource source, string sql, CancellationToken ct)
    {
        await using var command = source.CreateCommand(sql);
        return (long)(await command.ExecuteScalarAsync(ct))!;
    }

    private static async Task<List<(Guid Id, Guid? OfferedTo)>> CarriedAsync(NpgsqlDataSource source, CancellationToken ct)
    {
        var carried = new List<(Guid, Guid?)>();
        await using var command = source.CreateCommand(Open);
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct)) carried.Add((reader.GetGuid(0), await reader.IsDBNullAsync(2, ct) ? null : reader.GetGuid(2)));
        return carried;
    }
}
