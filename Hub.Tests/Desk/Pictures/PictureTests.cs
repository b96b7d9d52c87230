using Hub.Core.Arrivals;
using Hub.Host.Desk.Pictures;
using static Microsoft.Playwright.Assertions;

namespace Hub.Tests.Desk.Pictures;

/// <summary>Pictures of mails at the desk.</summary>
[Collection(DeskGroup.Name)]
public sealed class PictureTests(DeskBrowser desk)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_picture_that_is_a_file_of_its_mail_is_shown_where_the_mail_shows_it()
    {
        var agent = await desk.AgentAsync("Maya");
        var arrived = await desk.Centre.ArriveAsync(agent.Place, "text", with: message => message with
        {
            Html = "<p>one <img src=\"cid:one@x\" alt=one></p><p>two <img src=\"cid:two@x\"> <img src=\"cid:none@x\"></p>",
            Attachments =
            [
                new InboundAttachment("one.png", "text/html", PictureServer.Png, "one@x"), new InboundAttachment("two.png", "image/png", "<script>"u8.ToArray(), "two@x"),
            ],
        });
        await agent.OpenAsync(arrived);
        var pictures = agent.Page.Locator("iframe.mail").ContentFrame.Locator("img");
        await Expect(pictures).ToHaveCountAsync(3);
        await Eventually.HoldsAsync(
            async _ => await pictures.First.EvaluateAsync<int>("picture => picture.naturalWidth") == 1, "the picture is drawn", TimeSpan.FromSeconds(10), Ct);
        var second = await agent.Page.APIRequest.GetAsync(await pictures.Nth(1).GetAttributeAsync("src") ?? "");
        Assert.Equal(404, second.Status);
        Assert.Equal("cid:none@x", await pictures.Nth(2).GetAttributeAsync("src"));
    }

    [Fact]
    public async Task B07_pictures_elsewhere_are_asked_of_the_hub_and_only_after_the_click()
    {
        await using var trap = await TrapServer.StartAsync(Ct);
        var agent = await desk.AgentAsync("Maya");
        var arrived = await desk.Centre.ArriveAsync(
            agent.Place, "text", with: message => message with { Html = $"<p>before <img src=\"{trap.Url}/a.png?x=1&amp;y=2\" alt=a></p>" });
        var asked = new List<string>();
        agent.Page.Context.Request += (_, request) => asked.Add(request.Url);
        await agent.OpenAsync(arrived);
        await Expect(agent.Page.Locator("iframe.mail").ContentFrame.GetByText("before")).ToBeVisibleAsync();
        Assert.DoesNotContain(asked, url => url.Contains("/desk/pictures", StringComparison.Ordinal));
        var answer = agent.Page.WaitForResponseAsync(response => response.Url.Contains("/desk/pictures", StringComparison.Ordinal));
        await agent.Page.GetByText("Show pictures from other servers").ClickAsync();
        // the trap is on this machine, where the hub does not go
        Assert.Equal(404, (await answer).Status);
        Assert.Equal(0, trap.Calls);
        Assert.All(asked, url => Assert.StartsWith(desk.Hub.Url.ToString(), url, StringComparison.Ordinal));
        Assert.Contains(asked, url => url.Contains(Uri.EscapeDataString("/a.png?x=1&y=2"), StringComparison.Ordinal));
        var stolen = asked.Last(url => url.Contains("/desk/pictures", StringComparison.Ordinal));
        Assert.Equal(404, (await (await desk.AgentAsync("Stranger")).Page.APIRequest.GetAsync(stolen)).Status);
        Assert.Equal(404, (await agent.Page.APIRequest.GetAsync(stolen.Replace("a.png", "b.png", StringComparison.Ordinal))).Status);
    }

    [Theory]
    [InlineData("<img src=\"cid:a@x\" alt=\"&lt;img src=\">", "<img src=\"/A\" alt=\"&lt;img src=\">")]
    [InlineData("<img data-remote-src=\"http://h/?a&amp;b\"><img alt=\"x\">", "<img src=\"R?http://h/?a&amp;b\"><img alt=\"x\">")]
    [InlineData("<img src=\"cid:b@x\">text <img", "<img src=\"cid:b@x\">text <img")]
    [InlineData("<img src=\"data:image/png;base64,AA\">", "<img src=\"data:image/png;base64,AA\">")]
    public void Addresses_take_the_place_of_what_has_one(string html, string bound) =>
        Assert.Equal(bound, PictureTags.Bind(html, id => id == "a@x" ? "/A" : null, url => "R?" + url));
}
