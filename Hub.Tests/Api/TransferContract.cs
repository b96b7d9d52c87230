using System.Net;
using System.Text.Json.Nodes;
using Hub.Tests.Hosting;

namespace Hub.Tests.Api;

/// <summary>Handing a conversation on.</summary>
public abstract class TransferContract(Centre centre)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_conversation_goes_to_another_queue_with_what_is_known_of_it()
    {
        var (place, giver, arrived) = await HadAsync();
        var loans = await centre.WorkPlaceAsync();
        var taker = await centre.MemberAsync(loans);
        await taker.AvailableAsync();
        await TransferAsync(giver, arrived, $$"""{"queue":"{{loans.Key}}","reason":"wrong team","summary":"She wants to defer June."}""").JsonAsync(HttpStatusCode.OK, Ct);
        await taker.HasAsync(arrived);
        Assert.Equal($"→ Queue {loans.Key}\nwrong team\n\nShe wants to defer June.", (await NotesAsync(arrived)).Single()!.Text("text"));
        Assert.Empty(await Centre.IdsAsync(giver.Http, $"/conversations?view=mine&queue={place.Key}"));
    }

    [Fact]
    public async Task What_is_handed_back_to_its_queue_does_not_come_back_at_once()
    {
        var (place, giver, arrived) = await HadAsync();
        await TransferAsync(giver, arrived, $$"""{"queue":"{{place.Key}}","reason":"end of my shift","summary":"Waits for a call."}""").JsonAsync(HttpStatusCode.OK, Ct);
        var other = await centre.MemberAsync(place);
        await other.AvailableAsync();
        await other.HasAsync(arrived);
    }

    [Fact]
    public async Task A_conversation_goes_to_an_agent()
    {
        var (place, giver, arrived) = await HadAsync();
        var other = await centre.MemberAsync(place);
        await TransferAsync(giver, arrived, $$"""{"agent":"{{other.Id}}","reason":"knows her","summary":"Card was blocked twice."}""").JsonAsync(HttpStatusCode.OK, Ct);
        await other.HasAsync(arrived);
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
        await giver.HasAsync(arrived);
    }

    private async Task<(WorkPlace Place, AgentClient Agent, Arrived Arrived)> HadAsync()
    {
        var place = await centre.WorkPlaceAsync();
        var agent = await centre.MemberAsync(place);
        await agent.AvailableAsync();
        var arrived = await centre.ArriveAsync(place, "hello");
        await agent.HasAsync(arrived);
        return (place, agent, arrived);
    }

    private static Task<HttpResponseMessage> TransferAsync(AgentClient agent, Arrived arrived, string body) =>
        agent.Http.SendJsonAsync("POST", $"/api/v1/conversations/{arrived.Conversation}/transfer", body, Ct);

    private async Task<IEnumerable<JsonNode?>> NotesAsync(Arrived arrived) =>
        (await Centre.ItemsAsync(centre.Hub.Admin, $"/conversations/{arrived.Conversation}/messages")).Where(message => message!.Text("direction") == "note");
}
