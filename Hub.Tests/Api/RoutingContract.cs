using System.Net;
using Hub.Tests.Hosting;
using Hub.Tests.Trials;

namespace Hub.Tests.Api;

/// <summary>From an arrival to an agent's desk, through the journal.</summary>
public abstract class RoutingContract(Centre centre)
{
    private const int WeightOfOne = 10;
    private const int WeightOfParked = 2;
    private const int LoadLimit = 50;
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(10);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private HttpClient Admin => centre.Hub.Admin;

    [Fact]
    public async Task Nobody_available_leaves_conversations_in_the_view_of_those_waiting()
    {
        var place = await centre.WorkPlaceAsync();
        await centre.MemberAsync(place);
        var (first, second) = (await centre.ArriveAsync(place, "first"), await centre.ArriveAsync(place, "second"));
        Assert.Equal(
            [first.Conversation, second.Conversation], await Centre.IdsAsync(Admin, $"/conversations?view=waiting&queue={place.Key}"));
    }

    [Fact]
    public async Task Who_becomes_available_gets_the_oldest_until_full_and_freed_capacity_gets_the_next()
    {
        var place = await centre.WorkPlaceAsync();
        var agent = await centre.MemberAsync(place);
        var arrived = new List<Guid>();
        for (var i = 0; i < 7; i++) arrived.Add((await centre.ArriveAsync(place, "one of seven")).Conversation);
        await agent.AvailableAsync();
        await HasAsync(agent, place, arrived[..5]);
        Assert.Equal(LoadLimit, await agent.LoadAsync());
        await PatchAsync(arrived[1], """{"status":"resolved"}""");
        await HasAsync(agent, place, [arrived[0], .. arrived[2..6]]);
        // one to whom work cannot be given any more gets none
        await agent.PresenceAsync("busy");
        await PatchAsync(arrived[0], """{"status":"resolved"}""");
        await Eventually.HoldsAsync(async _ => await agent.LoadAsync() == 4 * WeightOfOne, "the load to fall", Soon, Ct);
        Assert.Equal([arrived[6]], await Centre.IdsAsync(Admin, $"/conversations?view=unassigned&queue={place.Key}"));
    }

    [Fact]
    public async Task The_longest_idle_member_gets_an_arrival_and_the_decision_says_why()
    {
        var place = await centre.WorkPlaceAsync();
        var (first, second) = (await centre.MemberAsync(place), await centre.MemberAsync(place));
        var outsider = await centre.Hub.AgentAsync("agent", Ct);
        await outsider.AvailableAsync();
        await first.AvailableAsync();
        await second.AvailableAsync();
        var (one, two) = (await centre.ArriveAsync(place, "one"), default(Arrived));
        await HasAsync(first, place, [one.Conversation]);
        two = await centre.ArriveAsync(place, "two");
        await HasAsync(second, place, [two.Conversation]);
        var decision = Assert.Single(await Centre.ItemsAsync(Admin, $"/conversations/{two.Conversation}/routing"))!;
        Assert.Equal(second.Id.ToString(), decision["agent"]!.Text("id"));
        Assert.Equal(place.Key, decision["queue"]!.Text("key"));
        Assert.Equal("longestIdle", decision.Text("reason"));
        var winner = decision["winner"]!;
        Assert.Equal((second.Id.ToString(), 0, LoadLimit), (winner.Text("agent"), winner["load"]!.GetValue<int>(), winner["loadLimit"]!.GetValue<int>()));
        var behind = Assert.Single(decision["nearest"]!.AsArray())!;
        Assert.Equal((first.Id.ToString(), "behind", WeightOfOne), (behind.Text("agent"), behind.Text("refusal"), behind["load"]!.GetValue<int>()));
        var why = $"/api/v1/conversations/{two.Conversation}/routing/{decision.Text("id")}/agents";
        Assert.Equal("behind", (await Admin.GetAsync($"{why}/{first.Id}", Ct).JsonAsync(HttpStatusCode.OK, Ct)).Text("refusal"));
        await Admin.GetAsync($"{why}/{outsider.Id}", Ct).ProblemAsync(HttpStatusCode.NotFound, Ct);
        await first.Http.GetAsync($"/api/v1/conversations/{two.Conversation}/routing", Ct).ProblemAsync(HttpStatusCode.Forbidden, Ct);
    }

    [Fact]
    public async Task Load_is_the_sum_of_what_agents_carry_after_any_changes_at_once()
    {
        var place = await centre.WorkPlaceAsync();
        var agents = new List<AgentClient>();
        for (var i = 0; i < 4; i++) agents.Add(await centre.MemberAsync(place));
        var conversations = new List<Guid>();
        for (var i = 0; i < 12; i++) conversations.Add((await centre.ArriveAsync(place, "carried")).Conversation);
        var seeds = TrialSeed.NewRandom();
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => ChangeAtRandomAsync(new Random(seeds.Next()), agents, conversations)));
        foreach (var agent in agents) await agent.PresenceAsync("offline");

        // the router may have one more entry to handle; it gives nothing to those who are offline
        await Eventually.HoldsAsync(
            async _ =>
            {
                foreach (var agent in agents)
                {
                    var carried = await Centre.ItemsAsync(Admin, $"/conversations?assignee={agent.Id}&limit=200");
                    if (await agent.LoadAsync() != carried.Sum(one => WeightOf(one!.Text("status")))) return false;
                }

                return true;
            },
            "loads to equal what is carried", Soon, Ct);
    }

    [Fact]
    public async Task What_is_parked_weighs_less_so_that_the_next_comes_and_the_customers_answer_brings_its_weight_back()
    {
        var place = await centre.WorkPlaceAsync();
        var agent = await centre.MemberAsync(place);
        var customer = centre.Unique("customer-");
        var parked = (await centre.ArriveAsync(place, "parked", from: customer)).Conversation;
        var others = new List<Guid>();
        for (var i = 0; i < 5; i++) others.Add((await centre.ArriveAsync(place, "another")).Conversation);
        await agent.AvailableAsync();
        await HasAsync(agent, place, [parked, .. others[..4]]);
        await PatchAsync(parked, """{"status":"pending"}""");
        await PatchAsync(others[0], """{"status":"snoozed","snoozeUntil":"2099-01-01T00:00:00Z"}""");
        await HasAsync(agent, place, others[1..]);
        Assert.Equal(4 * WeightOfOne + 2 * WeightOfParked, await agent.LoadAsync());

        await centre.ArriveAsync(place, "I am back", from: customer);
        await HasAsync(agent, place, [parked, .. others[1..]]);
        Assert.Equal(5 * WeightOfOne + WeightOfParked, await agent.LoadAsync());
        await PatchAsync(others[0], """{"status":"resolved"}""");
        Assert.Equal(LoadLimit, await agent.LoadAsync());
    }

    private static int WeightOf(string status) => status switch { "open" => WeightOfOne, "resolved" => 0, _ => WeightOfParked };

    private async Task ChangeAtRandomAsync(Random random, List<AgentClient> agents, List<Guid> conversations)
    {
        for (var i = 0; i < 40; i++)
        {
            var agent = agents[random.Next(agents.Count)];
            if (random.Next(5) == 0)
            {
                await agent.PresenceAsync(random.Next(2) == 0 ? "available" : "away");
                continue;
            }

            var body = random.Next(5) switch
            {
                0 => """{"status":"resolved"}""",
                1 => """{"status":"open"}""",
                2 => """{"assignee":null}""",
                3 => $$"""{"assignee":"{{agent.Id}}","status":"pending"}""",
                _ => $$"""{"assignee":"{{agent.Id}}"}""",
            };
            await PatchAsync(conversations[random.Next(conversations.Count)], body);
        }
    }

    private async Task PatchAsync(Guid id, string body) =>
        await Admin.SendJsonAsync("PATCH", $"/api/v1/conversations/{id}", body, Ct).JsonAsync(HttpStatusCode.OK, Ct);

    private static Task HasAsync(AgentClient agent, WorkPlace place, IReadOnlyList<Guid> expected) => Eventually.HoldsAsync(
        async _ => (await Centre.IdsAsync(agent.Http, $"/conversations?view=mine&status=open&queue={place.Key}")).Order().SequenceEqual(expected.Order()),
        $"agent {agent.Id} to have {expected.Count} conversations", Soon, Ct);
}
