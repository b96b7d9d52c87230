using System.Net;
using System.Text.RegularExpressions;
using Hub.Tests.Hosting;

namespace Hub.Tests.Desk;

/// <summary>What another site could make a browser send changes nothing.</summary>
public sealed partial class FormTokenTests(Centre centre) : IClassFixture<Centre>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_form_without_the_sessions_own_token_is_refused()
    {
        var (mine, others) = (await BrowserAsync(), await BrowserAsync());
        var page = await mine.GetStringAsync("/desk", Ct);
        var (right, wrong) = (TokenIn(page), TokenIn(await others.GetStringAsync("/desk", Ct)));
        Assert.NotEqual(right, wrong);
        Assert.Equal(HttpStatusCode.Forbidden, await PresenceAsync(mine, null));
        Assert.Equal(HttpStatusCode.Forbidden, await PresenceAsync(mine, wrong));
        Assert.Equal(HttpStatusCode.Forbidden, await PresenceAsync(mine, ""));
        Assert.Equal(HttpStatusCode.SeeOther, await PresenceAsync(mine, right));
    }

    [Fact]
    public async Task The_cookie_opens_the_desk_and_not_the_api()
    {
        var browser = await BrowserAsync();
        using var list = await browser.GetAsync("/desk", Ct);
        Assert.Equal(HttpStatusCode.OK, list.StatusCode);
        using var api = await browser.GetAsync("/api/v1/conversations", Ct);
        Assert.Equal(HttpStatusCode.Unauthorized, api.StatusCode);
    }

    [Fact]
    public async Task A_sign_in_that_another_site_posts_is_refused()
    {
        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["user"] = "admin", ["password"] = HubFixture.AdminPassword });
        using var answer = await centre.Hub.Anonymous.PostAsync("/desk/sign-in", form, Ct);
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.DoesNotContain(answer.Headers.TryGetValues("Set-Cookie", out var cookies) ? cookies : [], cookie => cookie.StartsWith("omnihub=", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_form_that_is_sent_twice_has_one_effect()
    {
        var place = await centre.WorkPlaceAsync();
        var arrived = await centre.ArriveAsync(place, "twice?");
        var browser = await BrowserAsync();
        var fields = new Dictionary<string, string>
        {
            ["formToken"] = TokenIn(await browser.GetStringAsync("/desk", Ct)), ["key"] = "one-and-the-same", ["kind"] = "reply", ["text"] = "once",
        };
        for (var i = 0; i < 2; i++)
        {
            using var form = new FormUrlEncodedContent(fields);
            using var answer = await browser.PostAsync($"/desk/conversations/{arrived.Conversation}/messages", form, Ct);
            // without the script a browser is sent on to the conversation's page
            Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        }

        Assert.Equal(2, (await Centre.ItemsAsync(centre.Hub.Admin, $"/conversations/{arrived.Conversation}/messages")).Count);
    }

    /// <summary>The administrator's browser, which follows no redirection.</summary>
    private async Task<HttpClient> BrowserAsync()
    {
        var me = await centre.Hub.Admin.GetAsync("/api/v1/me", Ct).JsonAsync(HttpStatusCode.OK, Ct);
        var token = await centre.Hub.SessionAsync(Guid.Parse(me["agent"]!.Text("id")), Ct);
        var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = centre.Hub.Url };
        client.DefaultRequestHeaders.Add("Cookie", $"omnihub={token}");
        return client;
    }

    private static async Task<HttpStatusCode> PresenceAsync(HttpClient browser, string? token)
    {
        var fields = new Dictionary<string, string> { ["state"] = "busy" };
        if (token is not null) fields["formToken"] = token;
        using var form = new FormUrlEncodedContent(fields);
        using var answer = await browser.PostAsync("/desk/presence", form, Ct);
        return answer.StatusCode;
    }

    private static string TokenIn(string page) => Token().Match(page) is { Success: true } match ? match.Groups[1].Value : throw new InvalidOperationException(page);

    [GeneratedRegex("data-token=\"([^\"]+)\"")]
    private static partial Regex Token();
}
