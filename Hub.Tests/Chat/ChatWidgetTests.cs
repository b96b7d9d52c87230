using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Hub.Tests.Chat;

/// <summary>The chat in the pages of others, and for everybody who uses it.</summary>
public sealed class ChatWidgetTests(ChatBrowser chat) : IClassFixture<ChatBrowser>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_foreign_page_has_the_chat_by_one_script_tag()
    {
        var page = await chat.WindowAsync(width: 1200, height: 800);
        var broken = new List<string>();
        page.Console += (_, line) => { if (line.Type == "error") broken.Add(line.Text); };
        await page.GotoAsync(chat.ShopUrl);
        await Button(page).ClickAsync();
        var frame = page.FrameLocator("iframe");
        await Expect(frame.Locator("#text")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("Have you got Assam?");
        await page.Keyboard.PressAsync("Enter");
        await Expect(frame.Locator(".message").Last).ToContainTextAsync("Sent");

        await page.Keyboard.PressAsync("Escape");
        await Expect(page.Locator("iframe")).ToBeHiddenAsync();
        await Expect(Button(page)).ToBeFocusedAsync();
        await chat.AnswerAsync("Have you got Assam?", "Two kinds.");
        await Expect(Button(page)).ToHaveAccessibleNameAsync("Chat with us (1 unread)");

        await page.Keyboard.PressAsync("Enter");
        await Expect(frame.Locator(".message").Last).ToContainTextAsync("Two kinds.");
        await page.GetByRole(AriaRole.Link, new() { Name = "Assam" }).ClickAsync();
        await Expect(page.FrameLocator("iframe").Locator(".message")).ToHaveCountAsync(2);
        Assert.Equal(["Have you got Assam?", "Two kinds."], await chat.KeptAsync("Have you got Assam?"));
        Assert.Empty(broken);
    }

    [Fact]
    public async Task The_desk_is_shown_in_nobodys_frame_and_the_chat_only_where_it_may()
    {
        var page = await chat.WindowAsync();
        await page.GotoAsync(chat.ShopUrl + "/frame");
        await Expect(page.FrameLocator("iframe[title=chat]").Locator("h1")).ToHaveTextAsync("Chat with us");
        await Expect(page.FrameLocator("iframe[title=desk]").Locator("#user")).ToHaveCountAsync(0);
        // the same shop under its other name is another origin
        await page.GotoAsync(chat.ShopUrl.Replace("127.0.0.1", "localhost", StringComparison.Ordinal) + "/frame");
        await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        await Expect(page.FrameLocator("iframe[title=chat]").Locator("h1")).Not.ToHaveTextAsync("Chat with us");
    }

    [Theory]
    [InlineData(ColorScheme.Light, 1200, 800, "en-GB")]
    [InlineData(ColorScheme.Dark, 390, 844, "zh-CN")]
    public async Task Axe_finds_no_serious_violation(ColorScheme colours, int width, int height, string locale)
    {
        var page = await chat.OpenAsync(locale, width, height, colours);
        await CleanAsync(page);
        var text = $"hello in {locale}";
        await page.Locator("#text").FillAsync(text);
        await page.Locator("#text").PressAsync("Enter");
        await Expect(page.Locator(".message[data-state=sent]")).ToHaveCountAsync(1);
        await chat.AnswerAsync(text, "Look at https://example.org/here");
        await Expect(page.Locator(".message")).ToHaveCountAsync(2);
        await CleanAsync(page);
        await page.Locator("#again").ClickAsync();
        await CleanAsync(page);
    }

    [Fact]
    public async Task Nothing_is_wider_than_a_phone_and_what_can_be_pressed_is_large_enough()
    {
        var page = await chat.OpenAsync(width: 320, height: 568);
        await page.Locator("#text").FillAsync(new string('x', 200) + " https://example.org/" + new string('y', 200));
        await page.Locator("#text").PressAsync("Enter");
        await Expect(page.Locator(".message")).ToHaveCountAsync(1);
        Assert.Equal(320, await page.EvaluateAsync<int>("Math.max(document.documentElement.scrollWidth, document.getElementById('scroll').scrollWidth)"));
        foreach (var button in await page.Locator("main button:visible").AllAsync())
            Assert.InRange((await button.BoundingBoxAsync())!.Height, 44, 200);
    }

    private static ILocator Button(IPage page) => page.Locator("button[aria-expanded]");

    private static async Task CleanAsync(IPage page)
    {
        var found = await page.RunAxe().WaitAsync(Patience, Ct);
        Assert.Empty(found.Violations.Where(violation => violation.Impact is "serious" or "critical")
            .SelectMany(violation => violation.Nodes.Select(node => $"{violation.Id}: {node.Html}")));
    }
}
