using static Microsoft.Playwright.Assertions;

namespace Hub.Tests.Desk;

/// <summary>Two people, or a customer and an agent, at the same conversation at the same time.</summary>
[Collection(DeskGroup.Name)]
public sealed class ColleagueTests(DeskBrowser desk)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_agent_sees_that_a_colleague_writes_and_that_they_have_stopped()
    {
        var maya = await desk.AgentAsync("Maya");
        var ravi = await desk.AgentAsync("Ravi", maya.Place);
        var arrived = await desk.Centre.ArriveAsync(maya.Place, "who answers me?");
        await maya.OpenAsync(arrived);
        await ravi.OpenAsync(arrived);
        await ravi.Field.ClickAsync();
        await ravi.Page.Keyboard.TypeAsync("I do");
        await Expect(maya.Page.Locator("#writers")).ToContainTextAsync("Ravi is writing an answer");
        await Expect(ravi.Page.Locator("#writers")).ToBeEmptyAsync();
        await ravi.Page.Keyboard.PressAsync("Control+Enter");
        await Expect(maya.Messages.Last).ToContainTextAsync("I do");
        await Expect(maya.Page.Locator("#writers")).ToBeEmptyAsync();
    }

    [Fact]
    public async Task What_came_in_while_one_wrote_is_read_before_the_answer_goes()
    {
        var agent = await desk.AgentAsync("Maya");
        var arrived = await desk.Centre.ArriveAsync(agent.Place, "it is broken", from: "crossing");
        await agent.OpenAsync(arrived);
        await agent.Field.FillAsync("Have you tried turning it off?");
        await desk.Centre.ArriveAsync(agent.Place, "never mind, it works", from: "crossing");
        await Expect(agent.Messages.Last).ToContainTextAsync("never mind");
        var notice = agent.Page.Locator("[data-notice]");
        await Expect(notice).ToBeVisibleAsync();
        await agent.Page.Keyboard.PressAsync("Control+Enter");
        await agent.Field.PressAsync("Control+Enter");
        await Expect(agent.Field).ToHaveValueAsync("Have you tried turning it off?");
        Assert.Empty(agent.Place.Inbox.Sent);
        await notice.GetByRole(Microsoft.Playwright.AriaRole.Button).ClickAsync();
        await Expect(notice).ToBeHiddenAsync();
        await agent.Field.PressAsync("Control+Enter");
        await Expect(agent.Field).ToHaveValueAsync("");
        await Eventually.HoldsAsync(() => agent.Place.Inbox.Sent.Count == 1, "the answer to go out", TimeSpan.FromSeconds(10), Ct);
    }
}
