using System.Net;
using Hub.Tests.Hosting;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Hub.Tests.Desk;

[Collection(DeskGroup.Name)]
public sealed class SignInTests(DeskBrowser desk)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_person_signs_in_comes_to_the_page_that_was_asked_for_and_signs_out_for_good()
    {
        var page = await desk.WindowAsync();
        await page.GotoAsync("/desk?view=waiting");
        await page.FillAsync("#user", "admin");
        await page.FillAsync("#password", "not the password at all");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("wrong");
        await page.FillAsync("#password", HubFixture.AdminPassword);
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync("**/desk?view=waiting");
        var cookie = Assert.Single(await page.Context.CookiesAsync(), cookie => cookie.Name == DeskBrowser.SessionCookie);
        Assert.True(cookie.HttpOnly);
        Assert.Equal(SameSiteAttribute.Lax, cookie.SameSite);
        Assert.DoesNotContain(cookie.Value, await page.ContentAsync(), StringComparison.Ordinal);

        await page.Locator(".presence summary").ClickAsync();
        await page.GetByText("Sign out").ClickAsync();
        await page.WaitForURLAsync("**/desk/sign-in");
        using var again = await desk.Hub.Client(cookie.Value).GetAsync("/api/v1/me", Ct);
        Assert.Equal(HttpStatusCode.Unauthorized, again.StatusCode);
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example/")]
    [InlineData("/\\evil.example")]
    [InlineData("/desk\\..\\..\\evil")]
    [InlineData("javascript:alert(1)")]
    public async Task The_sign_in_leads_to_a_page_of_the_desk_and_nowhere_else(string to)
    {
        var page = await desk.Hub.Anonymous.GetStringAsync($"/desk/sign-in?to={Uri.EscapeDataString(to)}", Ct);
        Assert.Contains("name=\"to\" value=\"/desk\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_is_not_signed_in_is_shown_the_sign_in_and_programs_are_refused()
    {
        using var handler = new HttpClientHandler { AllowAutoRedirect = false };
        using var browser = new HttpClient(handler) { BaseAddress = desk.Hub.Url };
        browser.DefaultRequestHeaders.Add("Accept", "text/html");
        using var page = await browser.GetAsync("/desk/deliveries", Ct);
        Assert.Equal((HttpStatusCode.Redirect, "/desk/sign-in?to=%2Fdesk%2Fdeliveries"), (page.StatusCode, page.Headers.Location?.ToString()));
        using var root = await browser.GetAsync("/", Ct);
        Assert.Equal("/desk", root.Headers.Location?.ToString());
        using var part = await desk.Hub.Anonymous.GetAsync("/desk/parts/list", Ct);
        Assert.Equal(HttpStatusCode.Unauthorized, part.StatusCode);
    }

    [Fact]
    public async Task Pages_run_nothing_inline_and_stand_in_nobodys_frame()
    {
        using var answer = await desk.Hub.Anonymous.GetAsync("/desk/sign-in", Ct);
        var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
        Assert.Contains("default-src 'none'; script-src 'self'; style-src 'self';", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Equal("DENY", answer.Headers.GetValues("X-Frame-Options").Single());
    }
}
