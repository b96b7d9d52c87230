using System.Net;
using System.Text.RegularExpressions;
using Hub.Tests.Hosting;

namespace Hub.Tests.Chat;

/// <summary>The page of the chat and the widget, as they are served.</summary>
public sealed partial class ChatPageTests(ChatHub chat) : IClassFixture<ChatHub>
{
    private const int MostWidgetBytes = 20 * 1024;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_page_runs_nothing_inline_sets_no_cookie_and_stands_in_nobodys_frame()
    {
        using var answer = await chat.Hub.Anonymous.GetAsync("/chat/chat", Ct);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var policy = Policy(answer);
        Assert.StartsWith("default-src 'none'; script-src 'self'; style-src 'self';", policy, StringComparison.Ordinal);
        Assert.EndsWith("frame-ancestors 'self'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Equal("no-referrer", answer.Headers.GetValues("Referrer-Policy").Single());
        Assert.False(answer.Headers.Contains("Set-Cookie"));
    }

    [Fact]
    public async Task Listed_origins_may_frame_the_chat_and_nobody_the_desk()
    {
        await using var hub = await HubFixture.StartAsync(ChatHub.Setup(("Origins:0", "https://shop.example.org"), ("Origins:1", "http://localhost:3000")), Ct);
        using var page = await hub.Anonymous.GetAsync("/chat/chat", Ct);
        Assert.EndsWith("frame-ancestors 'self' https://shop.example.org http://localhost:3000", Policy(page), StringComparison.Ordinal);
        using var desk = await hub.Anonymous.GetAsync("/desk/sign-in", Ct);
        Assert.EndsWith("frame-ancestors 'none'", Policy(desk), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Everything_that_the_page_loads_is_there_and_kept_for_good()
    {
        var page = await chat.Hub.Anonymous.GetStringAsync("/chat/chat", Ct);
        var loaded = Loaded().Matches(page).Select(match => match.Groups[1].Value).ToList();
        Assert.Equal(4, loaded.Count);
        foreach (var path in loaded)
        {
            using var answer = await chat.Hub.Anonymous.GetAsync(path, Ct);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.Contains("immutable", answer.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_widget_is_small_needs_nothing_else_and_may_be_used_by_any_page()
    {
        using var answer = await chat.Hub.Anonymous.GetAsync("/widget.js", Ct);
        Assert.Equal("text/javascript", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal("cross-origin", answer.Headers.GetValues("Cross-Origin-Resource-Policy").Single());
        var script = await answer.Content.ReadAsStringAsync(Ct);
        Assert.InRange(script.Length, 1000, MostWidgetBytes);
        Assert.DoesNotMatch(@"\bimport\b", script);
        Assert.DoesNotContain("document.cookie", script, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("zh-CN,zh;q=0.9,en;q=0.5", "在线咨询", "lang=\"zh\"")]
    [InlineData("fr-FR", "Chat with us", "lang=\"en\"")]
    public async Task Page_and_widget_speak_the_visitors_language(string accepted, string words, string tag)
    {
        var headers = ("Accept-Language", accepted);
        using var page = await chat.Hub.Anonymous.SendJsonAsync("GET", "/chat/chat", null, Ct, headers);
        var html = WebUtility.HtmlDecode(await page.Content.ReadAsStringAsync(Ct));
        Assert.Contains(words, html, StringComparison.Ordinal);
        Assert.Contains(tag, html, StringComparison.Ordinal);
        using var widget = await chat.Hub.Anonymous.SendJsonAsync("GET", "/widget.js", null, Ct, headers);
        Assert.Contains(words, Regex.Unescape(await widget.Content.ReadAsStringAsync(Ct)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_operator_words_the_heading_and_the_greeting()
    {
        await using var hub = await HubFixture.StartAsync(ChatHub.Setup(("Title", "Shop <help>"), ("Greeting", "Mind the \"gap\"")), Ct);
        var page = await hub.Anonymous.GetStringAsync("/chat/chat", Ct);
        Assert.Contains("<h1>Shop &lt;help&gt;</h1>", page, StringComparison.Ordinal);
        Assert.Contains("Mind the &quot;gap&quot;", page, StringComparison.Ordinal);
    }

    private static string Policy(HttpResponseMessage answer) => answer.Headers.GetValues("Content-Security-Policy").Single();

    [GeneratedRegex(@"(?:href|src)=""(/[^""]+)""")]
    private static partial Regex Loaded();
}
