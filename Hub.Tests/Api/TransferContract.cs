using System.Net;
using System.Text.Json.Nodes;
using Hub.Tests.Hosting;

namespace Hub.Tests.Api;

/// <summary>Handing a conversation on.</summary>
public abstract class TransferContract(Centre centre)
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(10);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_conversation_goes_to_another_queue_with_what_is_known_of_it()
    {
        var (place, giver, arrived) = await HadAsync();
        var loans = await centre.WorkPlaceAsync();
        var taker = await centre.MemberAsync(loans);
        await AvailableAsync(taker);
        await TransferAsync(giver, arrived, $$"""{"queue":"{{loans.Key}}","reason":"wrong team","summary":"She wants to defer June."}""").JsonAsync(HttpStatusCode.OK, Ct);
        await HasAsync(taker, arrived);
        Assert.Equal($"→ Queue {loans.Key}\nwrong team\n\nShe wants to defer June.", (await NotesAsync(arrived)).Single()!.Text("text"));
        Assert.Empty(await Centre.IdsAsync(giver.Http, $"/conversations?view=mine&queue={place.Key}"));
    }

    [Fact]
    public async Task What_is_handed_back_to_its_queue_does_not_come_back_at_once()
    {
        var (place, giver, arrived) = await HadAsync();
        await TransferAsync(giver, arrived, $$"""{"queue":"{{place.Key}}","reason":"end of my shift","summary":"Waits for a call."}""").JsonAsync(HttpStatusCode.OK, Ct);
        var other = await centre.MemberAsync(place);
        await AvailableAsync(other);
        await HasAsync(other, arrived);
    }

    [Fact]
    public async Task A_conversation_goes_to_an_agent()
    {
        var (place, giver, arrived) = await HadAsync();
        var other = await centre.MemberAsync(place);
        await TransferAsync(giver, arrived, $$"""{"agent":"{{other.Id}}","reason":"knows her","summary":"Card was blocked twice."}""").JsonAsync(HttpStatusCode.OK, Ct);
        await HasAsync(other, arrived);
    }

    [Theory]
    [InlineData("""{"queue":"QUEUE","reason":"wrong team","summary":" "}""")]
    [InlineData("""{"queue":"QUEUE","reason":"","summary":"known"}""")]
    [InlineData("""{"reason":"wrong team","summary":"known"}""")]
    [InlineData("""{"queue":"no-such-queue","reason":"wrong team","summary":"known"}""")]
    [InlineData("""{"agent":"00000000-0000-0000-0000-000000000001","reason":"wrong team","summary":"known"}""")]
    public async Task What_is_not_said_clearly_is_not_transferred(string body)
    {
        var (place, giver, arrived) = await HadAsync();
        await TransferAsync(giver, arrived, body.Replace("QUEUE", place.Key, StringComparison.Ordinal)).ProblemAsync(HttpStatusCode.BadRequest, Ct);
        Assert.Empty(await NotesAsync(arrived));
        await HasAsync(giver, arrived);
    }

    private async Task<(WorkPlace Place, AgentClient Agent, Arrived Arrived)> HadAsync()
    {
        var place = await centre.WorkPlaceAsync();
        var agent = await centre.MemberAsync(place);
        await AvailableAsync(agent);
        var arrived = await centre.ArriveAsync(place, "hello");
        await HasAsync(agent, arrived);
        return (place, agent, arrived);
    }

    private static async Task AvailableAsync(AgentClient agent) => await agent.Http
        .SendJsonAsync("PUT", $"/api/v1/agents/{agent.Id}/presence", """{"state":"available"}""", Ct).JsonAsync(HttpStatusCode.OK, Ct);

    private static Task<HttpResponseMessage> TransferAsync(AgentClient agent, Arrived arrived, string body) =>
        agent.Http.SendJsonAsync("POST", $"/api/v1/conversations/{arrived.Conversation}/transfer", body, Ct);

    private static Task HasAsync(AgentClient agent, Arrived arrived) => Eventually.HoldsAsync(
        async _ => (await Centre.IdsAsync(agent.Http, "/conversations?view=mine")).Contains(arrived.Conversation), "the agent to have it", Soon, Ct);

    private async Task<IEnumerable<JsonNode?>> NotesAsync(Arrived arrived) =>
        (await Centre.ItemsAsync(centre.Hub.Admin, $"/conversations/{arrived.Conversation}/messages")).Where(message => message!.Text("direction") == "note");
}
