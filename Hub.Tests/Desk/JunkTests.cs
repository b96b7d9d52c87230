using Hub.Core.Channels;
using Hub.Core.Conversations.Threading;
using Hub.Tests.Hosting;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Hub.Tests.Desk;

/// <summary>Taking conversations for junk, and back.</summary>
[Collection(DeskGroup.Name)]
public sealed class JunkTests(DeskBrowser desk)
{
    private static readonly ChannelCapabilities Mailing = new() { Threads = true, Copies = true, Subject = true, MaxPerSecond = 1000 };

    [Fact]
    public async Task A_key_takes_a_conversation_for_junk_and_the_list_of_junk_gives_it_back()
    {
        var agent = await desk.AgentAsync("Maya", await desk.Centre.WorkPlaceAsync("email", Mailing));
        var arrived = await ArriveAsync(agent, "You have won");
        await agent.OpenAsync(arrived);
        await agent.Page.Locator("#c-title").ClickAsync();
        await agent.Page.Keyboard.PressAsync("!");
        await Expect(agent.Head.Locator(".chip").First).ToHaveTextAsync("Junk");
        await Expect(agent.Page.Locator(".junk-note")).ToBeVisibleAsync();
        await Expect(Row(agent, "You have won")).ToHaveCountAsync(0);

        await agent.Page.Locator("#nav").GetByRole(AriaRole.Link, new() { Name = "Junk" }).ClickAsync();
        await Expect(agent.Page.Locator("#list-title")).ToHaveTextAsync("Junk");
        await Row(agent, "You have won").ClickAsync();
        await agent.Head.GetByRole(AriaRole.Button, new() { Name = "Not junk" }).ClickAsync();
        await Expect(agent.Head.Locator(".chip").First).ToHaveTextAsync("Open");
        await Expect(Row(agent, "You have won")).ToHaveCountAsync(0);
        Assert.Equal("open", await agent.StatusAsync(arrived));
    }

    [Fact]
    public async Task Later_mails_of_the_address_are_junk_where_the_agent_says_so()
    {
        var agent = await desk.AgentAsync("Maya", await desk.Centre.WorkPlaceAsync("email", Mailing));
        await agent.OpenAsync(await ArriveAsync(agent, "Buy now", "seller@junk.example"));
        await agent.Head.GetByLabel("Junk").ClickAsync();
        await agent.Page.GetByRole(AriaRole.Button, new() { Name = "later mails of seller@junk.example" }).ClickAsync();
        await Expect(agent.Head.Locator(".chip").First).ToHaveTextAsync("Junk");
        await ArriveAsync(agent, "Buy again", "seller@junk.example");
        await agent.ListAsync("junk");
        await Expect(Row(agent, "Buy again")).ToHaveCountAsync(1);
        await agent.ListAsync();
        await Expect(Row(agent, "Buy again")).ToHaveCountAsync(0);
    }

    private static ILocator Row(DeskAgent agent, string subject) => agent.Rows.Filter(new() { HasText = subject });

    private Task<Arrived> ArriveAsync(DeskAgent agent, string subject, string from = "winner@junk.example") =>
        desk.Centre.ArriveAsync(agent.Place, "hello", from, message => message with { Subject = subject, Thread = new ThreadPlace([], null) });
}
