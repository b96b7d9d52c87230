using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Hub.Tests.Desk;

/// <summary>Mails that attack whoever reads them, as the browser shows them.</summary>
[Collection(DeskGroup.Name)]
public sealed class HostileMailTests(DeskBrowser desk)
{
    private const string Mark = "document.title='OWNED';parent.document.title='OWNED';fetch('TRAP/run')";

    private static readonly string[] Samples =
    [
        $"<script>{Mark}</script><img src=x onerror=\"{Mark}\"><a href=\"java\tscript:{Mark}\">B01</a><a href=\"vbscript:x\">x</a><a href=\"data:text/html,<script>{Mark}</script>\">x</a>",
        $"<noscript><p title=\"</noscript><img src=x onerror={Mark}>\"></noscript><svg></p><style><a id=\"</style><img src=x onerror={Mark}>\"><math><mtext><table><mglyph><style><img src=x onerror={Mark}>B02",
        $"<xmp><img src=x onerror={Mark}></xmp><template><img src=x onerror={Mark}></template><!--x--!><img src=x onerror={Mark}>--><![CDATA[<img src=x onerror={Mark}>]]>B02",
        $"<scr<script>ipt>{Mark}</scr</script>ipt><scr<script></script>ipt>{Mark}</script>B03",
        $"<form action=\"TRAP/form\"><input name=a autofocus onfocus=\"{Mark}\"><button formaction=\"javascript:{Mark}\">B04</button></form>",
        $"<meta http-equiv=refresh content=\"0;url=TRAP/refresh\"><base href=\"TRAP/\"><link rel=stylesheet href=\"TRAP/css\"><iframe srcdoc=\"<script>{Mark}</script>\" src=\"TRAP/frame\"></iframe><object data=\"TRAP/object\"></object><embed src=\"TRAP/embed\">B05",
        "<img src=\"TRAP/pixel.gif\" srcset=\"TRAP/2x.gif 2x\"><table background=\"TRAP/table\"><tr><td style=\"background:url(TRAP/td)\">B06</td></tr></table><style>@import url(TRAP/import);@font-face{font-family:x;src:url(TRAP/font)}p{font-family:x}</style>",
        "<video poster=\"TRAP/poster\" src=\"TRAP/video\"></video><audio src=\"TRAP/audio\"></audio><svg><image href=\"TRAP/image\"/><use href=\"TRAP/use#a\"/><filter><feImage href=\"TRAP/fe\"/></filter></svg><input type=image src=\"TRAP/input\">B07 <img src=\"cid:nothing\">",
    ];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task B01_to_B07_hostile_mail_runs_nothing_and_fetches_nothing()
    {
        await using var trap = await TrapServer.StartAsync(Ct);
        var agent = await desk.AgentAsync("Maya");
        var requests = new List<string>();
        agent.Page.Context.Request += (_, request) => requests.Add(request.Url);
        var dialogs = 0;
        agent.Page.Dialog += (_, dialog) =>
        {
            dialogs++;
            _ = dialog.DismissAsync();
        };
        Hosting.Arrived? last = null;
        foreach (var sample in Samples)
        {
            var html = $"<p>before</p>{sample}<p>after</p>".Replace("TRAP", trap.Url, StringComparison.Ordinal);
            last = await desk.Centre.ArriveAsync(agent.Place, "text", from: "attacker", with: message => message with { Html = html });
        }

        await agent.OpenAsync(last!);
        var frames = agent.Page.Locator("iframe.mail");
        await Expect(frames).ToHaveCountAsync(Samples.Length);
        for (var i = 0; i < Samples.Length; i++)
            await Expect(frames.Nth(i).ContentFrame.GetByText("before")).ToBeVisibleAsync();
        await agent.Page.EvaluateAsync("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))");

        Assert.Equal(0, trap.Calls);
        Assert.Equal(0, dialogs);
        Assert.DoesNotContain("OWNED", await agent.Page.TitleAsync(), StringComparison.Ordinal);
        Assert.All(requests, url => Assert.True(url.StartsWith(desk.Hub.Url.ToString(), StringComparison.Ordinal) || url.StartsWith("cid:", StringComparison.Ordinal), url));
        await MailHasNothingLeftToRunAsync(agent.Page);
    }

    [Fact]
    public async Task B05_the_frame_of_a_mail_can_run_nothing_whatever_the_sanitizer_would_let_through()
    {
        var agent = await desk.AgentAsync("Maya");
        var arrived = await desk.Centre.ArriveAsync(agent.Place, "text", with: message => message with { Html = "<p>hello</p>" });
        await agent.OpenAsync(arrived);
        var frame = agent.Page.Locator("iframe.mail");
        var sandbox = await frame.GetAttributeAsync("sandbox");
        var answer = await agent.Page.APIRequest.GetAsync(await frame.GetAttributeAsync("src") ?? "");
        var policy = answer.Headers["content-security-policy"];
        Assert.All(new[] { sandbox!, policy }, text => Assert.DoesNotContain("allow-scripts", text, StringComparison.Ordinal));
        Assert.All(new[] { sandbox!, policy }, text => Assert.DoesNotContain("allow-forms", text, StringComparison.Ordinal));
        Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'self'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("script-src", policy, StringComparison.Ordinal);
        Assert.Equal("no-referrer", answer.Headers["referrer-policy"]);
    }

    /// <summary>Looks at what the browser's own parser made of it.</summary>
    private static async Task MailHasNothingLeftToRunAsync(IPage page)
    {
        const string look =
            """
            () => [...document.querySelectorAll('iframe.mail')].flatMap(frame => [...frame.contentDocument.body.querySelectorAll('*')])
              .filter(element => element.matches('script,form,input,button,iframe,object,embed,link,meta,base,svg,math,video,audio,template')
                || [...element.attributes].some(a => a.name.startsWith('on') || a.name === 'id' || /script:|data:text/i.test(a.value.replace(/\s/g, ''))
                  || (['src', 'srcset', 'background', 'poster'].includes(a.name) && !/^(cid|data:image)/.test(a.value))))
              .map(element => element.outerHTML)
            """;
        Assert.Empty(await page.EvaluateAsync<string[]>(look));
    }
}
