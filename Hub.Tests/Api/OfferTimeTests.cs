using System.Net;
using Hub.Tests.Hosting;
using Hub.Tests.Time;

namespace Hub.Tests.Api;

/// <summary>What time does to offers and to those who wait.</summary>
public sealed class OfferTimeTests : IAsyncLifetime
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(10);
    private readonly ManualTime _time = new();
    private Centre? _centre;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private Centre Centre => _centre!;

    public async ValueTask InitializeAsync() => _centre = await Centre.StartAsync(new HubSetup { Time = _time });

    public async ValueTask DisposeAsync() => await Centre.DisposeAsync();

    [Fact]
    public async Task Who_lets_offers_pass_is_taken_for_away_and_the_next_is_asked()
    {
        var place = await PlaceAsync("""{"acceptance":"offer","offerSeconds":20,"missedUntilAway":2,"declinedSeconds":0}""");
        var first = await Centre.MemberAsync(place);
        await AvailableAsync(first);
        await Centre.ArriveAsync(place, "hello");
        await OfferedAsync(first);
        var second = await Centre.MemberAsync(place);
        _time.Advance(TimeSpan.FromSeconds(20));
        await HoldsAsync(async () => await PresenceOfAsync(first) == ("away", "notResponding"), "the agent to be taken for away");
        await AvailableAsync(second);
        await OfferedAsync(second);
        Assert.Empty(await Centre.ItemsAsync(first.Http, "/offers"));
    }

    [Fact]
    public async Task Who_is_back_may_miss_as_many_offers_as_before()
    {
        var place = await PlaceAsync("""{"acceptance":"offer","offerSeconds":20,"missedUntilAway":2,"declinedSeconds":0}""");
        var agent = await Centre.MemberAsync(place);
        await AvailableAsync(agent);
        await Centre.ArriveAsync(place, "hello");
        await OfferedAsync(agent);
        _time.Advance(TimeSpan.FromSeconds(20));
        await HoldsAsync(async () => await PresenceOfAsync(agent) == ("away", "notResponding"), "the agent to be taken for away");
        await AvailableAsync(agent);
        await OfferedAsync(agent);
        _time.Advance(TimeSpan.FromSeconds(20));
        await HoldsAsync(async () => await MissedAsync(agent) == 1, "one offer to be missed");
        Assert.Equal(("available", null), await PresenceOfAsync(agent));
    }

    private Task<long> MissedAsync(AgentClient agent) => Centre.Hub.Store.ReadAsync(
        (db, read) => db.Statement("SELECT missed_offers FROM agents WHERE id = $1").Bind(agent.Id).FirstAsync(row => row.Long(0), read), Ct);

    [Fact]
    public async Task A_skill_is_not_asked_for_any_more_when_its_time_has_come()
    {
        var place = await PlaceAsync("""{"skills":[{"skill":"loans","level":3,"relaxations":[{"afterSeconds":600,"level":0}]}]}""");
        var (able, other) = (await Centre.MemberAsync(place), await Centre.MemberAsync(place));
        await Centre.Hub.Admin.SendJsonAsync("PUT", $"/api/v1/agents/{able.Id}/skills", """{"skills":{"loans":3}}""", Ct).JsonAsync(HttpStatusCode.OK, Ct);
        await AvailableAsync(other);
        var arrived = await Centre.ArriveAsync(place, "a loan");
        var asked = await Centre.ArriveAsync(place, "another loan");
        await AvailableAsync(able);
        await HoldsAsync(async () => await AssigneeAsync(arrived) == able.Id.ToString(), "the able one to have it");
        await HoldsAsync(async () => await AssigneeAsync(asked) == able.Id.ToString(), "the able one to have both");
        await PresenceAsync(able, "away");
        var late = await Centre.ArriveAsync(place, "a third");
        _time.Advance(TimeSpan.FromSeconds(600));
        await HoldsAsync(async () => await AssigneeAsync(late) == other.Id.ToString(), "anybody to have it");
    }

    private async Task<WorkPlace> PlaceAsync(string routing)
    {
        var place = await Centre.WorkPlaceAsync();
        await Centre.Hub.Admin.SendJsonAsync("PUT", $"/api/v1/queues/{place.QueueId}/routing", routing, Ct).JsonAsync(HttpStatusCode.OK, Ct);
        return place;
    }

    private static Task AvailableAsync(AgentClient agent) => PresenceAsync(agent, "available");

    private static async Task PresenceAsync(AgentClient agent, string state) => await agent.Http
        .SendJsonAsync("PUT", $"/api/v1/agents/{agent.Id}/presence", $$"""{"state":"{{state}}"}""", Ct).JsonAsync(HttpStatusCode.OK, Ct);

    private async Task<(string State, string? Reason)> PresenceOfAsync(AgentClient agent)
    {
        var presence = (await Centre.Hub.Admin.GetAsync($"/api/v1/agents/{agent.Id}", Ct).JsonAsync(HttpStatusCode.OK, Ct))["presence"]!;
        return (presence.Text("state"), presence["reason"]?.GetValue<string>());
    }

    private Task OfferedAsync(AgentClient agent) =>
        HoldsAsync(async () => (await Centre.ItemsAsync(agent.Http, "/offers")).Count == 1, "an offer");

    private async Task<string?> AssigneeAsync(Arrived arrived) =>
        (await Centre.ConversationAsync(Centre.Hub.Admin, arrived.Conversation))["assignee"]?.Text("id");

    // the clock moves on while leases, which have run out in a leap, are taken anew
    private Task HoldsAsync(Func<Task<bool>> condition, string what) => Eventually.HoldsAsync(
        async _ =>
        {
            _time.Advance(TimeSpan.FromMilliseconds(500));
            return await condition();
        },
        what, Soon, Ct);
}
