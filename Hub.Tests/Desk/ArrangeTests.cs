using Hub.Core.Channels;
using Hub.Core.Conversations.Threading;
using Hub.Tests.Hosting;
using static Microsoft.Playwright.Assertions;

namespace Hub.Tests.Desk;

/// <summary>Merging and splitting at the desk, and why a message is where it is.</summary>
[Collection(DeskGroup.Name)]
public sealed class ArrangeTests(DeskBrowser desk)
{
    private static readonly ChannelCapabilities Mailing = new() { Threads = true, Subject = true, MaxPerSecond = 1000 };

    [Fact]
    public async Task Messages_are_taken_out_and_merged_back_by_the_keyboard_alone()
    {
        var agent = await desk.AgentAsync("Maya", await desk.Centre.WorkPlaceAsync("email", Mailing));
        var from = desk.Centre.Unique("ann-") + "@arrange.example";
        var first = await MailAsync(agent, from, "Parcel", "where is it", "first", []);
        await MailAsync(agent, from, "Parcel", "and the invoice is wrong", "second", ["first"]);
        await agent.OpenAsync(first);
        await Expect(agent.Messages).ToHaveCountAsync(2);

        await agent.Messages.Nth(1).Locator(".why summary").FocusAsync();
        await agent.Page.Keyboard.PressAsync("Enter");
        await Expect(agent.Messages.Nth(1).Locator(".why p")).ToHaveTextAsync("Here because it refers to a message of this conversation.");
        await agent.Messages.Nth(1).Locator(".message-move").FocusAsync();
        await agent.Page.Keyboard.PressAsync("Enter");

        var chosen = agent.Page.Locator("[name=message]:checked");
        await Expect(chosen).ToHaveCountAsync(1);
        await agent.Page.Locator("#subject").FillAsync("The invoice");
        await agent.Page.Locator("button[name=to][value=new]").FocusAsync();
        await agent.Page.Keyboard.PressAsync("Enter");
        await Expect(agent.Page.Locator("#c-title")).ToHaveTextAsync("The invoice");
        await Expect(agent.Messages).ToHaveCountAsync(1);
        await Expect(agent.Page.Locator(".facts a")).ToContainTextAsync("Parcel");

        await agent.Page.Locator(".c-actions a[href*=arrange]").FocusAsync();
        await agent.Page.Keyboard.PressAsync("Enter");
        await agent.Page.Locator("form[action*=merge] [name=conversation]").First.FocusAsync();
        await agent.Page.Keyboard.PressAsync("Space");
        await agent.Page.Locator("form[action*=merge] button.primary").FocusAsync();
        await agent.Page.Keyboard.PressAsync("Enter");
        await Expect(agent.Page.Locator("#c-title")).ToHaveTextAsync("Parcel");
        await Expect(agent.Messages).ToHaveCountAsync(2);
        await Expect(agent.Messages.Nth(1).Locator(".why p")).ToContainTextAsync("was merged into this one");
    }

    [Fact]
    public async Task A_colleague_sees_messages_come_in_their_order_and_one_of_another_customer_only_after_a_question()
    {
        var place = await desk.Centre.WorkPlaceAsync("email", Mailing);
        var agent = await desk.AgentAsync("Maya", place);
        var from = desk.Centre.Unique("bob-") + "@arrange.example";
        var early = await MailAsync(agent, desk.Centre.Unique("eve-") + "@arrange.example", "Early", "came first", "early", []);
        var shown = await MailAsync(agent, from, "Shown", "came second", "shown", []);
        var late = await MailAsync(agent, from, "Shown", "came third", "late", []);
        await agent.OpenAsync(shown);
        await Expect(agent.Messages).ToHaveCountAsync(1);

        var colleague = await desk.AgentAsync("Noor", place, locale: "zh-CN");
        await colleague.OpenAsync(late);
        // suggested by subject and sender
        await colleague.Page.Locator("#c-notice .suggestion .button").ClickAsync();
        await Expect(agent.Messages).ToHaveCountAsync(2);

        var questions = new List<string>();
        colleague.Page.Dialog += async (_, dialog) =>
        {
            questions.Add(dialog.Message);
            await dialog.AcceptAsync();
        };
        await colleague.Page.GotoAsync($"/desk/conversations/{early.Conversation}/arrange");
        var number = (await Centre.ConversationAsync(colleague.Agent.Http, shown.Conversation))["number"]!.GetValue<long>();
        await colleague.Page.Locator("#merge-number").FillAsync($"#{number}");
        await colleague.Page.Locator("#merge-number").PressAsync("Enter");
        await Expect(agent.Messages).ToHaveCountAsync(3);
        await Expect(agent.Messages.Locator(".text")).ToHaveTextAsync(["came first", "came second", "came third"]);
        Assert.Contains("不同的客户", Assert.Single(questions), StringComparison.Ordinal);

        await colleague.OpenAsync(early);
        await Expect(colleague.Page.Locator("#c-notice")).ToContainTextAsync($"#{number}");
        await Expect(colleague.Field).ToHaveCountAsync(0);
    }

    private Task<Arrived> MailAsync(DeskAgent agent, string from, string subject, string text, string knownAs, IReadOnlyList<string> names) =>
        desk.Centre.ArriveAsync(agent.Place, text, from, message => message with { Subject = subject, Thread = new ThreadPlace(names, knownAs) });
}
