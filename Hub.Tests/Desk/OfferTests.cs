using System.Net;
using System.Text.RegularExpressions;
using Hub.Tests.Hosting;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Hub.Tests.Desk;

/// <summary>What is offered at the desk, with the time that is left.</summary>
[Collection(DeskGroup.Name)]
public sealed partial class OfferTests(DeskBrowser desk)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_offer_appears_by_itself_counts_down_and_opens_what_is_accepted()
    {
        var (agent, offers) = await AskedAsync("Olga");
        await desk.Centre.ArriveAsync(agent.Place, "My card is blocked.", with: message => message with { Subject = "Blocked card" });
        await Expect(offers).ToContainTextAsync("Blocked card");
        await Expect(offers.Locator("time")).ToHaveTextAsync(Seconds());
        await offers.GetByRole(AriaRole.Button, new() { Name = "Accept" }).ClickAsync();
        await Expect(agent.Page.Locator("[data-conversation]")).ToContainTextAsync("My card is blocked.");
        await Expect(offers.Locator("article")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task What_is_rejected_is_gone_and_the_reason_is_kept()
    {
        var (agent, offers) = await AskedAsync("Otto");
        await desk.Centre.ArriveAsync(agent.Place, "A loan, please.");
        await offers.GetByLabel("Reason").FillAsync("not my product");
        await offers.GetByRole(AriaRole.Button, new() { Name = "Reject" }).ClickAsync();
        await Expect(offers.Locator("article")).ToHaveCountAsync(0);
        var said = await desk.Hub.Store.ReadAsync(
            (db, read) => db.Statement("SELECT reason FROM offers WHERE agent_id = $1 AND state = 'rejected'").Bind(agent.Agent.Id).FirstAsync(row => row.Text(0), read), Ct);
        Assert.Equal("not my product", said);
    }

    private async Task<(DeskAgent Agent, ILocator Offers)> AskedAsync(string name)
    {
        var agent = await desk.AgentAsync(name);
        await desk.Hub.Admin.SendJsonAsync("PUT", $"/api/v1/queues/{agent.Place.QueueId}/routing", """{"acceptance":"offer","offerSeconds":600}""", Ct).JsonAsync(HttpStatusCode.OK, Ct);
        await agent.ListAsync();
        await desk.Hub.Admin.SendJsonAsync("PUT", $"/api/v1/agents/{agent.Agent.Id}/presence", """{"state":"available"}""", Ct).JsonAsync(HttpStatusCode.OK, Ct);
        return (agent, agent.Page.Locator("#offers"));
    }

    [GeneratedRegex(@"^\d+ s$")]
    private static partial Regex Seconds();
}
