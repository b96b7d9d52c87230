using System.Net;
using Hub.Tests.Hosting;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Hub.Tests.Desk;

/// <summary>The pages of supervisors: to whom nothing is sent, whose mails are junk, what agents keep at hand, and what a queue says by itself and as whom.</summary>
[Collection(DeskGroup.Name)]
public sealed class PolicyTests(DeskBrowser desk)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_address_is_suppressed_found_by_a_part_of_it_and_lifted_with_a_reason()
    {
        var agent = await desk.AgentAsync("Sue", role: "supervisor");
        var address = $"{desk.Centre.Unique("stop-")}@example.org";
        await agent.Page.GotoAsync("/desk/suppressions");
        await agent.Page.GetByLabel("Address", new() { Exact = true }).FillAsync(address.ToUpperInvariant());
        await agent.Page.GetByLabel("What is stopped").SelectOptionAsync("notice");
        await agent.Page.GetByRole(AriaRole.Button, new() { Name = "Stop sending" }).ClickAsync();
        var row = agent.Page.Locator(".card-row").Filter(new() { HasText = address });
        await Expect(row).ToContainTextAsync("All but what people write");

        await agent.Page.GetByRole(AriaRole.Searchbox).FillAsync("nobody-has-this");
        await agent.Page.GetByRole(AriaRole.Button, new() { Name = "Search" }).ClickAsync();
        await Expect(agent.Page.Locator(".empty")).ToBeVisibleAsync();
        await agent.Page.GetByRole(AriaRole.Searchbox).FillAsync(address[..8]);
        await agent.Page.GetByRole(AriaRole.Button, new() { Name = "Search" }).ClickAsync();
        await row.GetByLabel("Why").SelectOptionAsync("mistake");
        await row.GetByRole(AriaRole.Button, new() { Name = "Lift" }).ClickAsync();
        await Expect(row).ToHaveCountAsync(0);
        Assert.Empty(await Centre.ItemsAsync(desk.Hub.Admin, $"/suppressions?address={address}"));
        var lifted = await desk.Hub.Store.ReadAsync(
            (db, read) => db.ListAsync<string>("SELECT changes FROM journal WHERE kind = 'suppression.removed' ORDER BY seq DESC LIMIT 1", null, read), Ct);
        Assert.Contains("\"why\":\"mistake\"", Assert.Single(lifted), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_is_blocked_allowed_instead_found_by_a_part_of_it_and_forgotten()
    {
        var agent = await desk.AgentAsync("Sue", role: "supervisor");
        var address = $"{desk.Centre.Unique("raffle-")}@example.org";
        await agent.Page.GotoAsync("/desk");
        await agent.Page.Locator("#nav").GetByRole(AriaRole.Link, new() { Name = "Junk senders" }).ClickAsync();
        var row = agent.Page.Locator(".card-row").Filter(new() { HasText = address });
        foreach (var (verdict, shown) in new[] { ("block", "Always junk"), ("allow", "Never junk") })
        {
            await agent.Page.GetByLabel("Address", new() { Exact = true }).FillAsync(address.ToUpperInvariant());
            await agent.Page.GetByLabel("Its mails are").SelectOptionAsync(verdict);
            await agent.Page.GetByRole(AriaRole.Button, new() { Name = "Remember" }).ClickAsync();
            await Expect(row).ToContainTextAsync(shown);
            Assert.Equal(verdict, Assert.Single(await Centre.ItemsAsync(desk.Hub.Admin, $"/junk/senders?address={address}"))!.Text("verdict"));
        }

        await agent.Page.GetByRole(AriaRole.Searchbox).FillAsync("nobody-has-this");
        await agent.Page.GetByRole(AriaRole.Button, new() { Name = "Search" }).ClickAsync();
        await Expect(agent.Page.Locator(".empty")).ToBeVisibleAsync();
        await agent.Page.GetByRole(AriaRole.Searchbox).FillAsync(address[..8]);
        await agent.Page.GetByRole(AriaRole.Button, new() { Name = "Search" }).ClickAsync();
        await row.GetByRole(AriaRole.Button, new() { Name = "Forget" }).ClickAsync();
        await Expect(row).ToHaveCountAsync(0);
        Assert.Empty(await Centre.ItemsAsync(desk.Hub.Admin, $"/junk/senders?address={address}"));
    }

    [Fact]
    public async Task A_canned_answer_is_added_and_deleted()
    {
        var agent = await desk.AgentAsync("Sue", role: "supervisor");
        var name = desk.Centre.Unique("thanks-");
        await agent.Page.GotoAsync("/desk/canned");
        await agent.Page.GetByLabel("Name", new() { Exact = true }).FillAsync(name);
        await agent.Page.GetByLabel("Text", new() { Exact = true }).FillAsync("Thank you.");
        await agent.Page.GetByRole(AriaRole.Button, new() { Name = "Add" }).ClickAsync();
        var row = agent.Page.Locator(".card-row").Filter(new() { HasText = name });
        await Expect(row).ToContainTextAsync("Thank you.");
        await row.GetByRole(AriaRole.Button, new() { Name = "Delete" }).ClickAsync();
        await Expect(row).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_queue_is_told_what_it_answers_by_itself_and_what_stands_below_its_answers()
    {
        var agent = await desk.AgentAsync("Sue", role: "supervisor", locale: "zh-CN");
        await agent.Page.GotoAsync("/desk/queues");
        await agent.Page.Locator($"#queue-{agent.Place.QueueId} a[href='/desk/queues/{agent.Place.QueueId}']").ClickAsync();
        await agent.Page.GetByLabel("启用自动回复").CheckAsync();
        await agent.Page.GetByLabel("服务时间", new() { Exact = true }).FillAsync("mon-fri 09:00-18:00");
        await agent.Page.GetByLabel("时区").FillAsync("Asia/Shanghai");
        await agent.Page.Locator("#open-zh").FillAsync("已收到，编号 {number}。");
        await agent.Page.Locator("#acknowledgement").GetByRole(AriaRole.Button).ClickAsync();
        await Eventually.HoldsAsync(
            async _ => (await OfQueueAsync(agent, "acknowledgement"))["enabled"]!.GetValue<bool>(), "it is saved", TimeSpan.FromSeconds(20), Ct);
        // the page that comes after a form takes the place of what is filled in meanwhile
        await agent.Page.GotoAsync($"/desk/queues/{agent.Place.QueueId}");
        await Expect(agent.Page.Locator("#open-zh")).ToHaveValueAsync("已收到，编号 {number}。");
        await agent.Page.Locator("#signature-zh").FillAsync("客服部\n电话 100");
        await agent.Page.Locator("#from-mail").SelectOptionAsync("support@localhost");
        await agent.Page.Locator("#name-mail").FillAsync("客服");
        await agent.Page.Locator("#identity").GetByRole(AriaRole.Button).ClickAsync();
        await Eventually.HoldsAsync(
            async _ => (await OfQueueAsync(agent, "identity"))["signatures"]!.AsArray().Count == 1, "it is saved", TimeSpan.FromSeconds(20), Ct);

        var acknowledgement = await OfQueueAsync(agent, "acknowledgement");
        Assert.Equal(("mon-fri 09:00-18:00", "Asia/Shanghai", true), (acknowledgement.Text("hours"), acknowledgement.Text("zone"), acknowledgement["enabled"]!.GetValue<bool>()));
        Assert.Equal("已收到，编号 {number}。", acknowledgement["texts"]!.AsArray().Single(text => text!.Text("language") == "zh")!.Text("open"));
        var identity = await OfQueueAsync(agent, "identity");
        Assert.Equal("客服部\n电话 100", identity["signatures"]![0]!.Text("text"));
        Assert.Equal(("support@localhost", "客服"), (identity["senders"]![0]!.Text("address"), identity["senders"]![0]!.Text("name")));
    }

    [Fact]
    public async Task Agents_are_not_offered_them()
    {
        var agent = await desk.AgentAsync("Tom");
        await agent.Page.GotoAsync("/desk?view=all");
        await Expect(agent.Page.Locator("#nav a[href='/desk/suppressions'], #nav a[href='/desk/junk-senders'], #nav a[href='/desk/queues']")).ToHaveCountAsync(0);
        foreach (var page in new[] { "/desk/suppressions", "/desk/junk-senders" }) Assert.Equal(403, (await agent.Page.GotoAsync(page))!.Status);
    }

    private Task<System.Text.Json.Nodes.JsonNode> OfQueueAsync(DeskAgent agent, string what) =>
        desk.Hub.Admin.GetAsync($"/api/v1/queues/{agent.Place.QueueId}/{what}", Ct).JsonAsync(HttpStatusCode.OK, Ct);
}
