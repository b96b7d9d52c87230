using System.Net;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Hub.Core.Arrivals;
using Hub.Tests.Hosting;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Hub.Tests.Desk;

/// <summary>What axe finds in every page, in both colours, on a desk and on a phone.</summary>
[Collection(DeskGroup.Name)]
public sealed class AccessibilityTests(DeskBrowser desk)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(ColorScheme.Light, 1440)]
    [InlineData(ColorScheme.Dark, 390)]
    public async Task Axe_finds_no_serious_violation_on_any_page(ColorScheme colours, int width)
    {
        var agent = await desk.AgentAsync("Maya", role: "supervisor");
        var arrived = await desk.Centre.ArriveAsync(agent.Place, "hello", with: message => message with
        {
            Subject = "A subject", Attachments = [new InboundAttachment("a.pdf", "application/pdf", "x"u8.ToArray())],
        });
        var page = agent.Page;
        await page.EmulateMediaAsync(new() { ColorScheme = colours });
        await page.SetViewportSizeAsync(width, 900);
        await agent.OpenAsync(arrived);
        await page.Locator("[name=kind][value=note]").CheckAsync(new() { Force = true });
        await agent.Field.FillAsync("a note");
        await agent.Field.PressAsync("Control+Enter");
        await Expect(page.Locator(".message.note")).ToBeVisibleAsync();
        await CleanAsync(page);
        var calendar = await desk.Hub.Admin.SendJsonAsync("POST", "/api/v1/calendars", $$"""{"key":"{{desk.Centre.Unique("place-")}}","name":"A place","zone":"UTC","hours":"mon 09:00-17:00"}""", Ct)
            .JsonAsync(HttpStatusCode.Created, Ct);
        await desk.Hub.Admin.SendJsonAsync("PUT", $"/api/v1/calendars/{calendar.Text("id")}/days/2099-12-24", """{"kind":"open","hours":"09:00-12:00","name":"Half a day"}""", Ct).JsonAsync(HttpStatusCode.OK, Ct);
        foreach (var path in new[] { "/desk?view=all", "/desk?view=mine", "/desk/new", "/desk/deliveries", "/desk/quarantine", "/desk/canned", "/desk/suppressions", "/desk/junk-senders", "/desk/rules", "/desk/rules/new", "/desk/queues", $"/desk/queues/{agent.Place.QueueId}", "/desk/calendars", $"/desk/calendars/{calendar.Text("id")}", $"/desk/conversations/{Guid.Empty}", $"/desk/conversations/{arrived.Conversation}/arrange", $"/desk/conversations/{arrived.Conversation}/routing", "/desk/agents", $"/desk/agents/{agent.Agent.Id}", $"/desk/queues/{agent.Place.QueueId}/routing" })
        {
            await page.GotoAsync(path);
            await CleanAsync(page);
        }

        await page.EvaluateAsync("document.getElementById('help').showModal()");
        await CleanAsync(page);
        await page.Context.ClearCookiesAsync();
        await page.GotoAsync("/desk/sign-in");
        await CleanAsync(page);
    }

    [Theory]
    [InlineData(ColorScheme.Light, 1440)]
    [InlineData(ColorScheme.Dark, 390)]
    public async Task Axe_finds_no_serious_violation_around_a_mail(ColorScheme colours, int width)
    {
        var agent = await desk.AgentAsync("Maya");
        var arrived = await desk.Centre.ArriveAsync(
            agent.Place, "hello", with: message => message with { Subject = "A mail", Html = "<p>Hello <b>there</b></p><img src=\"http://shop.example/p.png\">" });
        var page = agent.Page;
        await page.EmulateMediaAsync(new() { ColorScheme = colours });
        await page.SetViewportSizeAsync(width, 900);
        await agent.OpenAsync(arrived);
        await Expect(page.Locator(".message iframe")).ToBeVisibleAsync();
        // a mail's frame runs no script, so axe looks at all but its inside
        await page.EvaluateAsync(new BundledAxeScriptProvider().GetScript());
        var serious = await page.EvaluateAsync<string[]>(
            """
            axe.run(document, { iframes: false }).then(found => found.violations
              .filter(violation => ['serious', 'critical'].includes(violation.impact))
              .flatMap(violation => violation.nodes.map(node => `${violation.id}: ${node.html}`)))
            """).WaitAsync(Patience, TestContext.Current.CancellationToken);
        Assert.Empty(serious);
    }

    private static async Task CleanAsync(IPage page)
    {
        var found = await page.RunAxe().WaitAsync(Patience, TestContext.Current.CancellationToken);
        var serious = found.Violations.Where(violation => violation.Impact is "serious" or "critical")
            .SelectMany(violation => violation.Nodes.Select(node => $"{page.Url} {violation.Id}: {node.Html}"));
        Assert.Empty(serious);
    }
}
