using static Microsoft.Playwright.Assertions;

namespace Hub.Tests.Desk;

/// <summary>What a mail quotes stands behind a fold.</summary>
[Collection(DeskGroup.Name)]
public sealed class QuotedMailTests(DeskBrowser desk)
{
    [Fact]
    public async Task B14_the_history_of_a_text_is_folded_until_the_agent_asks()
    {
        var agent = await desk.AgentAsync("Maya");
        const string Customer = "ann-who-quotes";
        var arrived = await desk.Centre.ArriveAsync(
            agent.Place, "Yes, please.\n\nOn 26 Jun 2014 at 14:14, Ann <ann@example.org> wrote:\n> Shall we?\n", Customer, message => message with { MayQuote = true });
        await agent.OpenAsync(arrived);
        await Expect(agent.Messages).ToContainTextAsync("Yes, please.");
        var history = agent.Messages.GetByText("Shall we?");
        await Expect(history).Not.ToBeVisibleAsync();
        await agent.Messages.GetByText("Show quoted text").ClickAsync();
        await Expect(history).ToBeVisibleAsync();
        await desk.Centre.ArriveAsync(agent.Place, "Another one", Customer);
        await Expect(agent.Messages).ToHaveCountAsync(2);
        await Expect(history).ToBeVisibleAsync();
    }

    [Fact]
    public async Task The_history_of_html_is_folded_within_its_frame_which_grows_with_it()
    {
        var agent = await desk.AgentAsync("Maya", locale: "zh-CN");
        const string Html = "<div>Yes.</div><div class=gmail_quote><div class=gmail_attr>Ann:</div><blockquote class=gmail_quote><p style=\"margin:200px 0\">Shall we?</p></blockquote></div>";
        var arrived = await desk.Centre.ArriveAsync(agent.Place, "Yes.", with: message => message with { Html = Html, MayQuote = true });
        await agent.OpenAsync(arrived);
        var frame = agent.Page.Locator("iframe.mail");
        var history = frame.ContentFrame.GetByText("Shall we?");
        await Expect(frame.ContentFrame.GetByText("Yes.")).ToBeVisibleAsync();
        await Expect(history).Not.ToBeVisibleAsync();
        await Expect(frame).ToHaveAttributeAsync("style", new System.Text.RegularExpressions.Regex("height: \\d{2}px"));
        await frame.ContentFrame.GetByText("显示引用的内容").ClickAsync();
        await Expect(history).ToBeVisibleAsync();
        await Expect(frame).ToHaveAttributeAsync("style", new System.Text.RegularExpressions.Regex("height: \\d{3,}px"));
    }
}
