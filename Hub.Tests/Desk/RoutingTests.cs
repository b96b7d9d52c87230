using System.Net;
using Hub.Tests.Hosting;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Hub.Tests.Desk;

/// <summary>Who gets what: said at the desk, handed on there, and explained.</summary>
[Collection(DeskGroup.Name)]
public sealed class RoutingTests(DeskBrowser desk)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_queue_is_told_how_to_give_and_to_whom()
    {
        var admin = await desk.AgentAsync("Ada", role: "admin");
        var duty = await desk.Centre.WorkPlaceAsync();
        var path = $"/desk/queues/{admin.Place.QueueId}/routing";
        await admin.Page.GotoAsync(path);
        var form = admin.Page.Locator("#routing");
        await form.GetByLabel("An agent", new() { Exact = true }).SelectOptionAsync("offer");
        await form.GetByLabel("Seconds to accept").FillAsync("45");
        await form.GetByLabel("Skill", new() { Exact = true }).First.FillAsync("loans");
        await form.GetByLabel("Level").First.SelectOptionAsync("4");
        await form.GetByLabel("Falls (seconds:level)").First.FillAsync("300:2, 900:0");
        await form.Locator("[name=overflow]").First.SelectOptionAsync(duty.Key);
        await form.Locator("[name=waiting]").First.FillAsync("20");
        await form.Locator("[name=when]").First.SelectOptionAsync("closed");
        await SaveAsync(admin.Page, form);

        var routing = await desk.Hub.Admin.GetAsync($"/api/v1/queues/{admin.Place.QueueId}/routing", Ct).JsonAsync(HttpStatusCode.OK, Ct);
        Assert.Equal(("offer", 45), (routing.Text("acceptance"), routing["offerSeconds"]!.GetValue<int>()));
        Assert.Equal("""[{"skill":"loans","level":4,"isPreferred":false,"relaxations":[{"afterSeconds":300,"level":2},{"afterSeconds":900,"level":0}]}]""", routing["skills"]!.ToJsonString());
        var overflow = routing["overflows"]![0]!;
        Assert.Equal((duty.Key, true, 20), (overflow.Text("queue"), overflow["whenClosed"]!.GetValue<bool>(), overflow["whenWaiting"]!.GetValue<int>()));
        await Expect(admin.Page.Locator("#routing").GetByLabel("Falls (seconds:level)").First).ToHaveValueAsync("300:2, 900:0");

        var other = await desk.Hub.AgentAsync("agent", Ct);
        await admin.Page.ReloadAsync();
        await admin.Page.Locator("#agent").SelectOptionAsync(other.Id.ToString());
        await admin.Page.Locator("#rank").FillAsync("7");
        await SaveAsync(admin.Page, admin.Page.Locator("#member"), "Add");
        await Expect(admin.Page.Locator($"#member-{other.Id}")).ToContainTextAsync("rank 7");
    }

    [Fact]
    public async Task What_cannot_be_is_said_and_what_was_typed_stays()
    {
        var admin = await desk.AgentAsync("Ida", role: "admin");
        await admin.Page.GotoAsync($"/desk/queues/{admin.Place.QueueId}/routing");
        var form = admin.Page.Locator("#routing");
        await form.GetByLabel("Skill", new() { Exact = true }).First.FillAsync("loans");
        await form.GetByLabel("Falls (seconds:level)").First.FillAsync("soon");
        await form.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(admin.Page.Locator("body")).ToContainTextAsync("'soon' is not seconds, a colon and a level");
        await Expect(form.GetByLabel("Falls (seconds:level)").First).ToHaveValueAsync("soon");
    }

    [Fact]
    public async Task What_an_agent_can_do_is_said_at_the_desk()
    {
        var admin = await desk.AgentAsync("Uma", role: "admin");
        var page = admin.Page;
        await page.GotoAsync($"/desk/agents/{admin.Agent.Id}");
        await page.Locator("#limit").FillAsync("7.5");
        await page.Locator("#interrupt-limit").FillAsync("2");
        await SaveAsync(page, page.Locator("#capacity"));
        await page.Locator("#skills").GetByLabel("Skill").First.FillAsync("zh");
        await page.Locator("#skills").GetByLabel("Level").First.SelectOptionAsync("5");
        await SaveAsync(page, page.Locator("#skills"));
        var skills = await desk.Hub.Admin.GetAsync($"/api/v1/agents/{admin.Agent.Id}/skills", Ct).JsonAsync(HttpStatusCode.OK, Ct);
        Assert.Equal("""{"zh":5}""", skills["skills"]!.ToJsonString());
        var agent = await desk.Hub.Admin.GetAsync($"/api/v1/agents/{admin.Agent.Id}", Ct).JsonAsync(HttpStatusCode.OK, Ct);
        Assert.Equal((75, 20), (agent["loadLimit"]!.GetValue<int>(), agent["interruptLimit"]!.GetValue<int>()));
    }

    [Fact]
    public async Task A_conversation_is_handed_on_with_a_reason_and_a_summary_and_it_is_told_why_it_went_where_it_went()
    {
        var giver = await desk.AgentAsync("Gina", role: "supervisor");
        var taker = await desk.AgentAsync("Tao", giver.Place);
        await giver.Agent.AvailableAsync();
        var arrived = await desk.Centre.ArriveAsync(giver.Place, "Can I pay in June?");
        await giver.Agent.HasAsync(arrived);
        await giver.OpenAsync(arrived);
        await giver.Page.GetByText("Why this agent, and what did rules do?").ClickAsync();
        await Expect(giver.Page.Locator("[id^=decision-]")).ToContainTextAsync("Longest idle");
        await Expect(giver.Page.GetByRole(AriaRole.Row, new() { Name = "Tao" })).ToContainTextAsync("Not signed in");

        await giver.OpenAsync(arrived);
        var form = giver.Page.Locator("#transfer");
        await form.Locator("summary").ClickAsync();
        await form.GetByLabel("Transfer to").SelectOptionAsync("a:" + taker.Agent.Id);
        await form.GetByLabel("Reason").FillAsync("knows her");
        await form.GetByLabel("What the next one need not ask again").FillAsync("She wants to defer.");
        await form.GetByRole(AriaRole.Button, new() { Name = "Hand on" }).ClickAsync();
        await taker.Agent.HasAsync(arrived);
        await taker.OpenAsync(arrived);
        await Expect(taker.Page.Locator("#main")).ToContainTextAsync("She wants to defer.");
    }

    [Fact]
    public async Task A_colleague_is_asked_for_advice_and_gives_it()
    {
        var asker = await desk.AgentAsync("Asa");
        var expert = await desk.AgentAsync("Eve");
        await asker.Agent.AvailableAsync();
        var arrived = await desk.Centre.ArriveAsync(asker.Place, "Can I defer again?");
        await asker.Agent.HasAsync(arrived);
        await expert.ListAsync();
        await asker.OpenAsync(arrived);
        var form = asker.Page.Locator("#consult");
        await form.Locator("summary").ClickAsync();
        await form.GetByLabel("Colleague").SelectOptionAsync(expert.Agent.Id.ToString());
        await form.GetByLabel("Question").FillAsync("May she defer twice?");
        await form.GetByRole(AriaRole.Button, new() { Name = "Ask" }).ClickAsync();
        await Expect(asker.Page.Locator("#consult")).ToContainTextAsync("Eve is asked for advice");

        await expert.Page.GetByRole(AriaRole.Link, new() { Name = "Asked of me" }).ClickAsync();
        await expert.OpenAsync(arrived);
        await Expect(expert.Messages.Last).ToContainTextAsync("May she defer twice?");
        await expert.Page.GetByLabel("Your advice").FillAsync("Once a year.");
        await expert.Page.Locator("#consult").GetByRole(AriaRole.Button, new() { Name = "Answer", Exact = true }).ClickAsync();
        await Expect(asker.Messages.Last).ToContainTextAsync("Once a year.");
        await Expect(asker.Page.Locator("#consult summary")).ToHaveTextAsync("Ask a colleague");
    }

    [Fact]
    public async Task BANK_4_11_4_who_may_not_begin_contact_is_not_offered_to_and_is_refused()
    {
        var agent = await desk.AgentAsync("Nils");
        await agent.ListAsync();
        await Expect(agent.Page.Locator(".nav-new")).ToHaveCountAsync(1);
        await desk.Hub.Admin.SendJsonAsync("PATCH", $"/api/v1/agents/{agent.Agent.Id}", """{"mayBegin":false}""", Ct).JsonAsync(HttpStatusCode.OK, Ct);
        await agent.ListAsync();
        await Expect(agent.Page.Locator(".nav-new")).ToHaveCountAsync(0);
        await agent.Agent.Http.SendJsonAsync("POST", "/api/v1/conversations", """{"channel":"mail","to":["somebody@example.org"],"text":"An offer!"}""", Ct).ProblemAsync(HttpStatusCode.Forbidden, Ct);
        // who has written is answered as before
        var arrived = await desk.Centre.ArriveAsync(agent.Place, "hello");
        await agent.Agent.Http.SendJsonAsync("POST", $"/api/v1/conversations/{arrived.Conversation}/messages", """{"text":"Good day."}""", Ct).JsonAsync(HttpStatusCode.Created, Ct);
    }

    [Fact]
    public async Task Who_is_away_says_why()
    {
        var agent = await desk.AgentAsync("Pia");
        await agent.ListAsync();
        await agent.Page.Locator(".presence summary").ClickAsync();
        await agent.Page.GetByRole(AriaRole.Button, new() { Name = "Away · Lunch" }).ClickAsync();
        await Expect(agent.Page.Locator(".presence-text")).ToContainTextAsync("Away · Lunch");
        var presence = (await desk.Hub.Admin.GetAsync($"/api/v1/agents/{agent.Agent.Id}", Ct).JsonAsync(HttpStatusCode.OK, Ct))["presence"]!;
        Assert.Equal(("away", "lunch"), (presence.Text("state"), presence.Text("reason")));
    }

    /// <summary>Sends a form, and opens the page anew, so that nothing is filled in while the desk renews it.</summary>
    private static async Task SaveAsync(IPage page, ILocator form, string button = "Save")
    {
        await page.RunAndWaitForResponseAsync(
            () => form.GetByRole(AriaRole.Button, new() { Name = button }).ClickAsync(), response => response.Request.Method == "POST" && response.Status < 400);
        await page.ReloadAsync();
    }
}
