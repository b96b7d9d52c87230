using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Hub.Tests.Desk;

[Collection(DeskGroup.Name)]
public sealed class InboxTests(DeskBrowser desk)
{
    [Fact]
    public async Task A_message_appears_in_the_list_without_asking_and_the_latest_is_on_top()
    {
        var agent = await desk.AgentAsync("Maya");
        await agent.ListAsync("unassigned");
        await Expect(agent.Page.Locator("#list .empty")).ToBeVisibleAsync();
        await desk.Centre.ArriveAsync(agent.Place, "the first of two", from: "inbox-one", with: message => message with { FromName = "One", Subject = "First" });
        await Expect(agent.Rows).ToHaveCountAsync(1);
        await Expect(agent.Rows.First).ToContainTextAsync("the first of two");
        await desk.Centre.ArriveAsync(agent.Place, "the second", from: "inbox-two", with: message => message with { FromName = "Two", Subject = "Second" });
        await Expect(agent.Rows.First).ToContainTextAsync("Second");
        await Expect(agent.Page.Locator("#nav [href='/desk?view=unassigned'] .count")).ToContainTextAsync("2");
    }

    [Fact]
    public async Task Of_several_tabs_one_listens_and_all_are_live()
    {
        var agent = await desk.AgentAsync("Maya");
        await agent.ListAsync("unassigned");
        var streams = 0;
        agent.Page.Context.Request += (_, request) => streams += request.Url.Contains("/desk/events", StringComparison.Ordinal) ? 1 : 0;
        var second = await agent.Page.Context.NewPageAsync();
        await second.GotoAsync("/desk?view=unassigned");
        await desk.Centre.ArriveAsync(agent.Place, "seen by both", from: "tabs-one");
        await Expect(agent.Rows).ToHaveCountAsync(1);
        await Expect(second.Locator("#list .row")).ToHaveCountAsync(1);
        Assert.Equal(0, streams);

        await agent.Page.CloseAsync();
        await desk.Centre.ArriveAsync(agent.Place, "seen by the other", from: "tabs-two");
        await Expect(second.Locator("#list .row")).ToHaveCountAsync(2);
        Assert.Equal(1, streams);
    }

    [Fact]
    public async Task The_keyboard_moves_opens_and_searches()
    {
        var agent = await desk.AgentAsync("Maya");
        await desk.Centre.ArriveAsync(agent.Place, "about parsnips", from: "keys-one", with: message => message with { FromName = "Low" });
        await desk.Centre.ArriveAsync(agent.Place, "about turnips", from: "keys-two", with: message => message with { FromName = "High" });
        await agent.ListAsync();
        await Expect(agent.Rows).ToHaveCountAsync(2);
        await agent.Page.Keyboard.PressAsync("j");
        await agent.Page.Keyboard.PressAsync("j");
        await agent.Page.Keyboard.PressAsync("k");
        await agent.Page.Keyboard.PressAsync("Enter");
        await Expect(agent.Messages).ToHaveCountAsync(1);
        await Expect(agent.Messages).ToContainTextAsync("turnips");
        await Expect(agent.Rows.First.Locator("a")).ToBeFocusedAsync();
        await agent.Page.Keyboard.PressAsync("/");
        await agent.Page.Keyboard.TypeAsync("parsnips");
        await agent.Page.Keyboard.PressAsync("Enter");
        await Expect(agent.Rows).ToHaveCountAsync(1);
        await Expect(agent.Rows).ToContainTextAsync("Low");
        await agent.Page.Keyboard.PressAsync("Escape");
        await agent.Page.Keyboard.PressAsync("?");
        await Expect(agent.Page.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();
    }

    [Fact]
    public async Task An_agent_sees_no_conversation_of_a_queue_that_is_not_theirs()
    {
        var (mine, other) = (await desk.AgentAsync("Maya"), await desk.Centre.WorkPlaceAsync());
        var foreign = await desk.Centre.ArriveAsync(other, "not for Maya");
        await mine.ListAsync();
        await Expect(mine.Page.Locator("#list .empty")).ToBeVisibleAsync();
        var answer = await mine.Page.GotoAsync($"/desk/conversations/{foreign.Conversation:D}");
        Assert.Equal(404, answer!.Status);
        Assert.DoesNotContain("not for Maya", await mine.Page.ContentAsync(), StringComparison.Ordinal);
    }
}
