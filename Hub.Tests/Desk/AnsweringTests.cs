using System.Net;
using Hub.Tests.Hosting;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Hub.Tests.Desk;

[Collection(DeskGroup.Name)]
public sealed class AnsweringTests(DeskBrowser desk)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_agent_takes_answers_notes_resolves_and_reopens()
    {
        var agent = await desk.AgentAsync("Maya");
        var arrived = await desk.Centre.ArriveAsync(agent.Place, "where is my parcel?");
        await agent.OpenAsync(arrived);
        await agent.Page.GetByRole(AriaRole.Button, new() { Name = "Take" }).ClickAsync();
        await Expect(agent.Page.Locator("#assignee")).ToHaveValueAsync(agent.Agent.Id.ToString());

        await agent.Page.Keyboard.PressAsync("r");
        await agent.Page.Keyboard.TypeAsync("It is on its way.");
        await agent.Page.Keyboard.PressAsync("Control+Enter");
        await Expect(agent.Messages.Last).ToContainTextAsync("It is on its way.");
        await Expect(agent.Field).ToHaveValueAsync("");
        await Eventually.HoldsAsync(() => agent.Place.Inbox.Sent.Count == 1, "the answer to go out", TimeSpan.FromSeconds(10), Ct);

        await agent.Field.BlurAsync();
        await agent.Page.Keyboard.PressAsync("n");
        await agent.Page.Keyboard.TypeAsync("Colleagues: he is a friend.");
        await agent.Page.Keyboard.PressAsync("Control+Enter");
        await Expect(agent.Page.Locator(".message.note")).ToContainTextAsync("he is a friend");
        await agent.Field.BlurAsync();

        await agent.Page.Keyboard.PressAsync("e");
        await Expect(agent.Head).ToContainTextAsync("Resolved");
        Assert.Equal("resolved", await agent.StatusAsync(arrived));
        await agent.Page.Keyboard.PressAsync("e");
        await Expect(agent.Head.Locator(".chip.open")).ToBeVisibleAsync();
        Assert.Equal("It is on its way.", Assert.Single(agent.Place.Inbox.Sent).Text);
    }

    [Fact]
    public async Task A_conversation_is_given_to_a_colleague_and_hidden_for_an_hour()
    {
        var agent = await desk.AgentAsync("Maya");
        var colleague = await desk.Centre.MemberAsync(agent.Place);
        var arrived = await desk.Centre.ArriveAsync(agent.Place, "for somebody else");
        await agent.OpenAsync(arrived);
        await agent.Page.SelectOptionAsync("#assignee", colleague.Id.ToString());
        await Expect(agent.Rows.Locator(".owner")).ToBeVisibleAsync();
        var shown = await Centre.ConversationAsync(agent.Agent.Http, arrived.Conversation);
        Assert.Equal(colleague.Id.ToString(), shown["assignee"]!.Text("id"));
        await agent.Page.GetByLabel("Snooze or wait").ClickAsync();
        await agent.Page.GetByText("Snooze 1 hour").ClickAsync();
        await Expect(agent.Head).ToContainTextAsync("Snoozed");
    }

    [Fact]
    public async Task A_draft_survives_a_reload_and_another_conversation()
    {
        var agent = await desk.AgentAsync("Maya");
        var first = await desk.Centre.ArriveAsync(agent.Place, "one", from: "draft-one");
        var second = await desk.Centre.ArriveAsync(agent.Place, "two", from: "draft-two");
        await agent.OpenAsync(first);
        await agent.Field.FillAsync("half a thought");
        await agent.Page.Locator($"#row-{second.Conversation:D} a").ClickAsync();
        await Expect(agent.Messages).ToContainTextAsync("two");
        await Expect(agent.Field).ToHaveValueAsync("");
        await agent.OpenAsync(first);
        await Expect(agent.Field).ToHaveValueAsync("half a thought");
    }

    [Fact]
    public async Task A_slash_brings_a_canned_answer()
    {
        var agent = await desk.AgentAsync("Maya");
        var arrived = await desk.Centre.ArriveAsync(agent.Place, "thanks?");
        foreach (var name in new[] { "greeting", "parcel-late" })
            await desk.Hub.Admin.SendJsonAsync("POST", "/api/v1/canned", $$"""{"name":"{{name}}","text":"The words of {{name}}."}""", Ct)
                .JsonAsync(HttpStatusCode.Created, Ct);
        await agent.OpenAsync(arrived);
        await agent.Field.ClickAsync();
        await agent.Page.Keyboard.TypeAsync("/parc");
        await Expect(agent.Page.Locator("#canned-list [role=option]:not([hidden])")).ToHaveCountAsync(1);
        await agent.Page.Keyboard.PressAsync("Enter");
        await Expect(agent.Field).ToHaveValueAsync("The words of parcel-late.");
    }

    [Fact]
    public async Task A_conversation_is_begun_from_the_desk()
    {
        var agent = await desk.AgentAsync("Maya");
        await agent.Page.GotoAsync("/desk/new");
        await agent.Page.SelectOptionAsync("#channel", agent.Place.Inbox.Account.Id);
        await agent.Page.FillAsync("#to", "new-customer");
        await agent.Page.FillAsync("#text", "We have news for you.");
        await agent.Page.GetByRole(AriaRole.Button, new() { Name = "Send" }).ClickAsync();
        await Expect(agent.Messages).ToContainTextAsync("We have news for you.");
        await Eventually.HoldsAsync(() => agent.Place.Inbox.Sent.Count == 1, "the message to go out", TimeSpan.FromSeconds(10), Ct);
    }
}
