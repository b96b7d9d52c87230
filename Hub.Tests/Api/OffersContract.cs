using System.Net;
using System.Text.Json.Nodes;
using Hub.Tests.Hosting;

namespace Hub.Tests.Api;

/// <summary>Offers as agents see them: accepted, rejected, taken away.</summary>
public abstract class OffersContract(Centre centre)
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(10);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private HttpClient Admin => centre.Hub.Admin;

    [Fact]
    public async Task Who_accepts_has_it_and_its_room_was_taken_while_it_was_offered()
    {
        var (place, agent) = await PlaceAsync();
        await agent.AvailableAsync();
        var arrived = await centre.ArriveAsync(place, "hello");
        var offer = await OfferAsync(agent);
        Assert.Equal(arrived.Conversation.ToString(), offer.Text("conversation"));
        Assert.Equal("Ann Lee", offer.Text("contact"));
        Assert.Equal(10, await agent.LoadAsync());
        Assert.Null((await ConversationAsync(arrived))["assignee"]);

        await AnswerAsync(agent, offer, "accept", HttpStatusCode.NoContent);
        Assert.Equal(agent.Id.ToString(), (await ConversationAsync(arrived))["assignee"]!.Text("id"));
        Assert.Equal(10, await agent.LoadAsync());
        Assert.Empty(await Centre.ItemsAsync(agent.Http, "/offers"));
        await AnswerAsync(agent, offer, "accept", HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task Who_rejects_loses_it_to_the_next()
    {
        var (place, first) = await PlaceAsync();
        await first.AvailableAsync();
        var arrived = await centre.ArriveAsync(place, "hello");
        var offer = await OfferAsync(first);
        var second = await centre.MemberAsync(place);
        await second.AvailableAsync();
        await AnswerAsync(second, offer, "accept", HttpStatusCode.NotFound);
        await AnswerAsync(first, offer, "reject", HttpStatusCode.NoContent, """{"reason":"in a meeting"}""");

        var next = await OfferAsync(second);
        Assert.Equal(arrived.Conversation.ToString(), next.Text("conversation"));
        Assert.Equal(0, await first.LoadAsync());
        var decision = (await Centre.ItemsAsync(Admin, $"/conversations/{arrived.Conversation}/routing"))[0]!;
        Assert.Equal("declined", decision["nearest"]![0]!.Text("refusal"));
    }

    [Fact]
    public async Task What_a_supervisor_assigns_is_offered_to_nobody_any_more()
    {
        var (place, agent) = await PlaceAsync();
        await agent.AvailableAsync();
        var arrived = await centre.ArriveAsync(place, "hello");
        var offer = await OfferAsync(agent);
        var other = await centre.MemberAsync(place);
        await Admin.SendJsonAsync("PATCH", $"/api/v1/conversations/{arrived.Conversation}", $$"""{"assignee":"{{other.Id}}"}""", Ct).JsonAsync(HttpStatusCode.OK, Ct);
        Assert.Empty(await Centre.ItemsAsync(agent.Http, "/offers"));
        Assert.Equal((0, 10), (await agent.LoadAsync(), await other.LoadAsync()));
        await AnswerAsync(agent, offer, "accept", HttpStatusCode.Conflict);
        Assert.Equal(other.Id.ToString(), (await ConversationAsync(arrived))["assignee"]!.Text("id"));
    }

    [Fact]
    public async Task What_was_offered_to_one_who_leaves_goes_to_the_next()
    {
        var (place, first) = await PlaceAsync();
        await first.AvailableAsync();
        var arrived = await centre.ArriveAsync(place, "hello");
        await OfferAsync(first);
        var second = await centre.MemberAsync(place);
        await second.AvailableAsync();
        await first.PresenceAsync("offline");
        Assert.Equal(arrived.Conversation.ToString(), (await OfferAsync(second)).Text("conversation"));
        Assert.Equal(0, await first.LoadAsync());
    }

    private async Task<(WorkPlace Place, AgentClient Agent)> PlaceAsync()
    {
        var place = await centre.WorkPlaceAsync();
        await Admin.SendJsonAsync("PUT", $"/api/v1/queues/{place.QueueId}/routing", """{"acceptance":"offer"}""", Ct).JsonAsync(HttpStatusCode.OK, Ct);
        return (place, await centre.MemberAsync(place));
    }

    private static async Task<JsonNode> OfferAsync(AgentClient agent)
    {
        JsonNode? offer = null;
        await Eventually.HoldsAsync(
            async _ => (offer = (await Centre.ItemsAsync(agent.Http, "/offers")).SingleOrDefault()) is not null, "an offer", Soon, Ct);
        return offer!;
    }

    private static async Task AnswerAsync(AgentClient agent, JsonNode offer, string answer, HttpStatusCode expected, string? body = null)
    {
        var path = $"/api/v1/offers/{offer.Text("id")}/{answer}";
        using var said = body is null ? await agent.Http.PostAsync(path, null, Ct) : await agent.Http.SendJsonAsync("POST", path, body, Ct);
        Assert.Equal(expected, said.StatusCode);
    }

    private Task<JsonNode> ConversationAsync(Arrived arrived) => Centre.ConversationAsync(Admin, arrived.Conversation);
}
