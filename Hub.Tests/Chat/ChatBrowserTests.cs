using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Hub.Tests.Chat;

/// <summary>The chat as visitors use it, in Chromium.</summary>
public sealed class ChatBrowserTests(ChatBrowser chat) : IClassFixture<ChatBrowser>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_visitor_writes_with_the_keyboard_alone_and_reads_the_answer()
    {
        var page = await chat.OpenAsync();
        await Expect(Field(page)).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("Where is my parcel?");
        await page.Keyboard.PressAsync("Shift+Enter");
        await page.Keyboard.TypeAsync("It is late.");
        await page.Keyboard.PressAsync("Enter");
        await Expect(Messages(page).Last).ToContainTextAsync("Sent");
        await chat.AnswerAsync("Where is my parcel?\nIt is late.", "It comes <b>tomorrow</b>: https://post.example.org/1.");
        await Expect(Messages(page).Last).ToContainTextAsync("It comes <b>tomorrow</b>");
        await Expect(Messages(page).Last.Locator("a")).ToHaveAttributeAsync("href", "https://post.example.org/1");
        Assert.Equal("log", await page.Locator("#log").GetAttributeAsync("role"));
        await Eventually.HoldsAsync(
            async _ => (await chat.StatesAsync("Where is my parcel?\nIt is late."))[^1] == "read", "the answer to be seen", Patience, Ct);

        // from the field backwards through everything there is to press
        foreach (var name in new[] { "https://post.example.org/1", "Messages", "Start a new chat" })
        {
            await page.Keyboard.PressAsync("Shift+Tab");
            Assert.Equal(name, await page.EvaluateAsync<string>("document.activeElement.ariaLabel ?? document.activeElement.textContent"));
        }
    }

    [Fact]
    public async Task One_who_does_not_want_to_wait_leaves_an_address_and_a_word()
    {
        var page = await chat.OpenAsync();
        await SendAsync(page, "is anybody there?");
        await page.GetByRole(AriaRole.Button, new() { Name = "We can write to you instead" }).ClickAsync();
        await page.GetByLabel("E-mail address or phone number").FillAsync(" ann@example.org ");
        await page.Locator("#write-words").FillAsync("Please tell me by mail when it comes.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Leave it" }).ClickAsync();
        await Expect(page.Locator("#write-back")).Not.ToBeVisibleAsync();
        await Expect(Messages(page).Last).ToContainTextAsync("Please tell me by mail when it comes.");
        await Expect(Messages(page).Last).ToContainTextAsync("Sent");
        var kept = await chat.LastAsync("is anybody there?");
        Assert.Equal("ann@example.org", kept["replyTo"]![0]!["address"]!.GetValue<string>());
        Assert.Contains("writeBack", kept["flags"]!.AsArray().Select(flag => flag!.GetValue<string>()));
    }

    [Fact]
    public async Task The_desk_hears_that_the_visitor_writes_and_when_not_any_more()
    {
        var page = await chat.OpenAsync();
        await SendAsync(page, "somebody there?");
        await Expect(Messages(page).Last).ToContainTextAsync("Sent");
        await page.Keyboard.TypeAsync("it is about");
        await Eventually.HoldsAsync(async ct => await chat.IsWritingAsync("somebody there?", ct), "the sign", Patience, Ct);
        await Field(page).FillAsync("");
        await Eventually.HoldsAsync(async ct => !await chat.IsWritingAsync("somebody there?", ct), "the end of it", Patience, Ct);
    }

    [Fact]
    public async Task After_a_reload_everything_is_there_once()
    {
        var page = await chat.OpenAsync();
        await SendAsync(page, "before the reload");
        await chat.AnswerAsync("before the reload", "the answer");
        await Expect(Messages(page)).ToHaveCountAsync(2);
        await page.ReloadAsync();
        await Expect(Messages(page)).ToHaveCountAsync(2);
        await SendAsync(page, "after the reload");
        await Expect(Messages(page)).ToHaveCountAsync(3);
        Assert.Equal(["before the reload", "the answer", "after the reload"], await chat.KeptAsync("before the reload"));
    }

    [Fact]
    public async Task A_message_whose_answer_was_lost_is_sent_again_after_a_reload_and_kept_once()
    {
        var page = await chat.WindowAsync();
        // a stream would tell that the message is there
        await page.RouteAsync("**/chat/chat/events", route => route.AbortAsync());
        await page.GotoAsync("/chat/chat");
        await SendAsync(page, "the first of two");
        var lost = 0;
        await page.RouteAsync("**/chat/chat/messages", async route =>
        {
            if (route.Request.Method != "POST" || lost++ > 0)
            {
                if (route.Request.Method == "POST") await route.AbortAsync();
                else await route.ContinueAsync();
                return;
            }

            // the hub takes it, and the line breaks before the answer
            await route.FetchAsync();
            await route.AbortAsync();
        });
        await Field(page).FillAsync("taken, and nobody heard");
        await Field(page).PressAsync("Enter");
        await Eventually.HoldsAsync(() => lost > 1, "the page to try again", Patience, Ct);
        await page.UnrouteAllAsync(new() { Behavior = UnrouteBehavior.IgnoreErrors });
        await page.ReloadAsync();
        await Expect(Messages(page)).ToHaveCountAsync(2);
        await Expect(Messages(page).Last).ToContainTextAsync("Sent");
        Assert.Equal(["the first of two", "taken, and nobody heard"], await chat.KeptAsync("the first of two"));
    }

    [Fact]
    public async Task What_is_written_while_the_hub_is_away_goes_out_once_when_it_is_back()
    {
        var page = await chat.OpenAsync();
        await SendAsync(page, "hub, are you there?");
        await chat.Hub.RestartAsync(
            async () =>
            {
                await Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("No connection");
                await Field(page).FillAsync("one");
                await Field(page).PressAsync("Enter");
                await Field(page).FillAsync("two");
                await Field(page).PressAsync("Enter");
                await Expect(Messages(page).Last).ToContainTextAsync("Sending");
            },
            Ct);
        await Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("Connected");
        await Expect(Messages(page).Last).ToContainTextAsync("Sent");
        await chat.AnswerAsync("hub, are you there?", "I am back");
        await Expect(Messages(page).Last).ToContainTextAsync("I am back");
        Assert.Equal(["hub, are you there?", "one", "two", "I am back"], await chat.KeptAsync("hub, are you there?"));
        await Expect(Messages(page)).ToHaveCountAsync(4);
    }

    [Fact]
    public async Task Two_windows_of_a_browser_show_the_same_chat()
    {
        var one = await chat.OpenAsync();
        var two = await one.Context.NewPageAsync();
        await two.GotoAsync("/chat/chat");
        await SendAsync(one, "from the first window");
        await Expect(Messages(two)).ToContainTextAsync("from the first window");
        await SendAsync(two, "from the second window");
        await Expect(Messages(one).Last).ToContainTextAsync("from the second window");
        await Expect(Messages(two)).ToHaveCountAsync(2);
    }

    [Fact]
    public async Task E17_a_new_chat_knows_nothing_of_the_old_one()
    {
        var page = await chat.OpenAsync();
        await SendAsync(page, "forget me");
        var before = await TokenAsync(page);
        await page.GetByRole(AriaRole.Button, new() { Name = "Start a new chat" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Start anew" }).ClickAsync();
        await Expect(Messages(page)).ToHaveCountAsync(0);
        Assert.Null(await TokenAsync(page));
        await SendAsync(page, "somebody else");
        Assert.NotEqual(before, await TokenAsync(page));
        Assert.Equal(["somebody else"], await chat.KeptAsync("somebody else"));
    }

    [Fact]
    public async Task E17_the_visitors_secret_is_in_no_address_and_in_no_cookie()
    {
        var page = await chat.WindowAsync();
        var asked = new List<string>();
        page.Request += (_, request) => asked.Add(request.Url);
        await page.GotoAsync("/chat/chat");
        await SendAsync(page, "a quiet one");
        await page.ReloadAsync();
        await Expect(Messages(page)).ToHaveCountAsync(1);
        var token = await TokenAsync(page);
        Assert.StartsWith("ohv_", token, StringComparison.Ordinal);
        Assert.DoesNotContain(asked, url => url.Contains(token!, StringComparison.Ordinal));
        Assert.Empty(await page.Context.CookiesAsync());
    }

    private static ILocator Field(IPage page) => page.Locator("#text");

    private static ILocator Messages(IPage page) => page.Locator("#log .message");

    private static Task<string?> TokenAsync(IPage page) => page.EvaluateAsync<string?>("localStorage.getItem('omnihub.chat.chat.token')");

    /// <summary>Writes, and waits until the hub has it.</summary>
    private static async Task SendAsync(IPage page, string text)
    {
        await Field(page).FillAsync(text);
        await Field(page).PressAsync("Enter");
        await Expect(Messages(page).Filter(new() { HasText = text })).ToContainTextAsync("Sent");
    }
}
