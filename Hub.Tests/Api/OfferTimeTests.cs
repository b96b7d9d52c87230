using System.Net;
using Hub.Tests.Hosting;

namespace Hub.Tests.Api;

/// <summary>What time does to offers and to those who wait.</summary>
public sealed class OfferTimeTests : IAsyncLifetime
{
    private readonly ManualCentre _centre = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => _centre.InitializeAsync();

    public ValueTask DisposeAsync() => _centre.DisposeAsync();

    [Fact]
    public async Task Who_lets_offers_pass_is_taken_for_away_and_the_next_is_asked()
    {
        var place = await PlaceAsync("""{"acceptance":"offer","offerSeconds":20,"missedUntilAway":2,"declinedSeconds":0}""");
        var first = await _centre.MemberAsync(place);
        await first.AvailableAsync();
        await _centre.ArriveAsync(place, "hello");
        await OfferedAsync(first);
        var second = await _centre.MemberAsync(place);
        _centre.Time.Advance(TimeSpan.FromSeconds(20));
        await _centre.HoldsAsync(async () => await PresenceOfAsync(first) == ("away", "notResponding"), "the agent to be taken for away");
        await second.AvailableAsync();
        await OfferedAsync(second);
        Assert.Empty(await Centre.ItemsAsync(first.Http, "/offers"));
    }

    [Fact]
    public async Task Who_is_back_may_miss_as_many_offers_as_before()
    {
        var place = await PlaceAsync("""{"acceptance":"offer","offerSeconds":20,"missedUntilAway":2,"declinedSeconds":0}""");
        var agent = await _centre.MemberAsync(place);
        await agent.AvailableAsync();
        await _centre.ArriveAsync(place, "hello");
        await OfferedAsync(agent);
        _centre.Time.Advance(TimeSpan.FromSeconds(20));
        await _centre.HoldsAsync(async () => await PresenceOfAsync(agent) == ("away", "notResponding"), "the agent to be taken for away");
        await agent.AvailableAsync();
        await OfferedAsync(agent);
        _centre.Time.Advance(TimeSpan.FromSeconds(20));
        await _centre.HoldsAsync(async () => await MissedAsync(agent) == 1, "one offer to be missed");
        Assert.Equal(("available", null), await PresenceOfAsync(agent));
    }

    private Task<long> MissedAsync(AgentClient agent) => _centre.Hub.Store.ReadAsync(
        (db, read) => db.Statement("SELECT missed_offers FROM agents WHERE id = $1").Bind(agent.Id).FirstAsync(row => row.Long(0), read), Ct);

    [Fact]
    public async Task A_skill_is_not_asked_for_any_more_when_its_time_has_come()
    {
        var place = await PlaceAsync("""{"skills":[{"skill":"loans","level":3,"relaxations":[{"afterSeconds":600,"level":0}]}]}""");
        var (able, other) = (await _centre.MemberAsync(place), await _centre.MemberAsync(place));
        await _centre.Hub.Admin.SendJsonAsync("PUT", $"/api/v1/agents/{able.Id}/skills", """{"skills":{"loans":3}}""", Ct).JsonAsync(HttpStatusCode.OK, Ct);
        await other.AvailableAsync();
        var arrived = await _centre.ArriveAsync(place, "a loan");
        var asked = await _centre.ArriveAsync(place, "another loan");
        await able.AvailableAsync();
        await _centre.HoldsAsync(async () => await AssigneeAsync(arrived) == able.Id.ToString(), "the able one to have it");
        await _centre.HoldsAsync(async () => await AssigneeAsync(asked) == able.Id.ToString(), "the able one to have both");
        await able.PresenceAsync("away");
        var late = await _centre.ArriveAsync(place, "a third");
        _centre.Time.Advance(TimeSpan.FromSeconds(600));
        await _centre.HoldsAsync(async () => await AssigneeAsync(late) == other.Id.ToString(), "anybody to have it");
    }

    private async Task<WorkPlace> PlaceAsync(string routing)
    {
        var place = await _centre.WorkPlaceAsync();
        await _centre.Hub.Admin.SendJsonAsync("PUT", $"/api/v1/queues/{place.QueueId}/routing", routing, Ct).JsonAsync(HttpStatusCode.OK, Ct);
        return place;
    }

    private async Task<(string State, string? Reason)> PresenceOfAsync(AgentClient agent)
    {
        var presence = (await _centre.Hub.Admin.GetAsync($"/api/v1/agents/{agent.Id}", Ct).JsonAsync(HttpStatusCode.OK, Ct))["presence"]!;
        return (presence.Text("state"), presence["reason"]?.GetValue<string>());
    }

    private Task OfferedAsync(AgentClient agent) =>
        _centre.HoldsAsync(async () => (await Centre.ItemsAsync(agent.Http, "/offers")).Count == 1, "an offer");

    private async Task<string?> AssigneeAsync(Arrived arrived) =>
        (await Centre.ConversationAsync(_centre.Hub.Admin, arrived.Conversation))["assignee"]?.Text("id");
}
