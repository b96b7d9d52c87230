using System.Net;
using System.Text.Json.Nodes;
using Hub.Tests.Hosting;

namespace Hub.Tests.Api;

/// <summary>The list of those to whom nothing is sent, on either engine.</summary>
public abstract class SuppressionsApiContract(Centre centre)
{
    private const string Path = "/api/v1/suppressions";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private HttpClient Admin => centre.Hub.Admin;

    [Fact]
    public async Task Somebody_is_added_found_by_address_and_reason_and_taken_off()
    {
        var address = centre.Unique("ann-") + "@example.org";
        var added = await AddAsync($$"""{"address":"{{address.ToUpperInvariant()}}","purpose":"marketing","reason":"optOut","detail":"by phone"}""").JsonAsync(HttpStatusCode.Created, Ct);
        Assert.Equal(("email", address, "marketing", "optOut", "by phone"), (added.Text("kind"), added.Text("address"), added.Text("purpose"), added.Text("reason"), added.Text("detail")));
        Assert.Null(added["until"]);
        Assert.Equal(added.Text("id"), Assert.Single(await FindAsync(address))!.Text("id"));
        Assert.Equal(added.Text("id"), Assert.Single(await Centre.ItemsAsync(Admin, $"/suppressions?address={address}&reason=optOut"))!.Text("id"));
        Assert.Empty(await Centre.ItemsAsync(Admin, $"/suppressions?address={address}&reason=manual"));
        Assert.Equal(address, (await Admin.GetAsync($"{Path}/{added.Text("id")}", Ct).JsonAsync(HttpStatusCode.OK, Ct)).Text("address"));

        // another purpose is another entry, another reason for the same one is refused
        await AddAsync($$"""{"address":"{{address}}"}""").JsonAsync(HttpStatusCode.Created, Ct);
        await AddAsync($$"""{"address":"{{address}}","purpose":"marketing"}""").ProblemAsync(HttpStatusCode.Conflict, Ct);
        Assert.Equal(2, (await FindAsync(address)).Count);
        using var removed = await Admin.DeleteAsync($"{Path}/{added.Text("id")}", Ct);
        Assert.Equal(HttpStatusCode.NoContent, removed.StatusCode);
        await Admin.DeleteAsync($"{Path}/{added.Text("id")}", Ct).ProblemAsync(HttpStatusCode.NotFound, Ct);
        Assert.Single(await FindAsync(address));
        var kinds = await centre.Hub.Store.ReadAsync(
            (db, read) => db.ListAsync<string>("SELECT kind FROM journal WHERE subject = @id ORDER BY seq", new { id = added.Text("id") }, read), Ct);
        Assert.Equal(["suppression.added", "suppression.removed"], kinds);
    }

    [Theory]
    [InlineData("""{"address":"nobody"}""", "address")]
    [InlineData("""{"address":"a@b.example","kind":"pigeon"}""", "kind")]
    [InlineData("""{"address":"a@b.example","purpose":"some"}""", "purpose")]
    [InlineData("""{"address":"a@b.example","reason":"loop"}""", "reason")]
    [InlineData("""{"address":"a@b.example","detail":"two\nlines"}""", "detail")]
    [InlineData("""{"address":"a@b.example","until":"2020-01-01T00:00:00Z"}""", "until")]
    public async Task What_cannot_be_is_refused(string body, string field) =>
        Assert.NotNull((await AddAsync(body).ProblemAsync(HttpStatusCode.BadRequest, Ct))["errors"]![field]);

    [Fact]
    public async Task Agents_see_the_list_and_do_not_change_it()
    {
        var agent = await centre.Hub.AgentAsync("agent", Ct);
        await Centre.ItemsAsync(agent.Http, "/suppressions");
        await agent.Http.SendJsonAsync("POST", Path, """{"address":"a@b.example"}""", Ct).ProblemAsync(HttpStatusCode.Forbidden, Ct);
    }

    [Theory]
    [InlineData("all", "failed")]
    [InlineData("notice", "accepted")]
    [InlineData("marketing", "accepted")]
    public async Task What_is_suppressed_is_not_sent_and_says_so(string purpose, string state)
    {
        var place = await centre.WorkPlaceAsync();
        var address = centre.Unique("customer-");
        var arrived = await centre.ArriveAsync(place, "hello", address);
        await AddAsync($$"""{"kind":"external","address":"{{address}}","purpose":"{{purpose}}"}""").JsonAsync(HttpStatusCode.Created, Ct);
        await Admin.SendJsonAsync("POST", $"/api/v1/conversations/{arrived.Conversation}/messages", """{"text":"hi"}""", Ct).JsonAsync(HttpStatusCode.Created, Ct);
        JsonNode? delivery = null;
        await Eventually.HoldsAsync(
            async _ => (delivery = (await Centre.ItemsAsync(Admin, $"/deliveries?conversation={arrived.Conversation}")).Single())!.Text("state") == state,
            $"the delivery is {state}", TimeSpan.FromSeconds(20), Ct);
        if (state != "failed") return;
        Assert.Equal(("suppressed", 0), (delivery!.Text("class"), delivery!["attempts"]!.GetValue<int>()));
        Assert.StartsWith($"a receiver is suppressed (manual, {purpose}) since ", delivery!.Text("error"), StringComparison.Ordinal);
    }

    private Task<HttpResponseMessage> AddAsync(string body) => Admin.SendJsonAsync("POST", Path, body, Ct);

    private Task<JsonArray> FindAsync(string address) => Centre.ItemsAsync(Admin, $"/suppressions?address={address}");
}
