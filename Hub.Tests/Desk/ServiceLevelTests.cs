using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Hub.Tests.Hosting;
using Hub.Tests.ServiceLevels;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Hub.Tests.Desk;

/// <summary>What is promised to customers, at the desk.</summary>
[Collection(DeskGroup.Name)]
public sealed partial class ServiceLevelTests(DeskBrowser desk)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_time_that_is_left_counts_down_and_then_says_how_late_it_is()
    {
        var agent = await desk.AgentAsync("Lena");
        await desk.Centre.PromiseAsync(agent.Place, """{"metric":"firstResponse","within":6}""");
        await agent.ListAsync();
        var arrived = await desk.Centre.ArriveAsync(agent.Place, "How long do I wait?");
        await Expect(agent.Rows.Locator(".due-clock time")).ToHaveTextAsync(Left());
        await Expect(agent.Rows.Locator(".due-clock time")).ToHaveTextAsync(Late(), new() { Timeout = 15_000 });
        await Expect(agent.Rows.Locator(".due-clock")).ToHaveClassAsync(LateClass());
        await agent.OpenAsync(arrived);
        await Expect(agent.Head.Locator(".due-clock time")).ToHaveTextAsync(Late());
        await desk.Centre.AnswerAsync(arrived);
        await Expect(agent.Head.Locator(".due-clock")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_supervisor_says_what_a_queue_promises_to_all_and_to_some_and_what_happens_when_it_is_not_kept()
    {
        var agent = await desk.AgentAsync("Sue", role: "supervisor");
        await desk.Centre.PromiseAsync(agent.Place, """{"metric":"firstResponse","within":20,"channels":["chat"]}""");
        await agent.Page.GotoAsync($"/desk/queues/{agent.Place.QueueId}");
        var first = agent.Page.GetByRole(AriaRole.Group, new() { Name = "First answer", Exact = true });
        await first.GetByLabel("Within minutes").FillAsync("1.5");
        await first.GetByLabel("Warn so many minutes before").FillAsync("0.5");
        var vip = agent.Page.GetByRole(AriaRole.Group, new() { Name = "A promise to some" });
        await vip.GetByLabel("What is promised").SelectOptionAsync("resolution");
        await vip.GetByLabel("Within minutes").FillAsync("240");
        await vip.GetByLabel("Only for the tier").SelectOptionAsync("special");
        await vip.GetByText("When it is not kept").ClickAsync();
        await vip.GetByLabel("Minutes after the due time").FillAsync("-30");
        await vip.GetByLabel("Raise the priority to").FillAsync("5");
        await vip.GetByLabel("Raise an alarm").SelectOptionAsync("yes");
        await agent.Page.Locator("#targets").GetByRole(AriaRole.Button).ClickAsync();
        var targets = new JsonArray();
        await Eventually.HoldsAsync(async _ => (targets = await TargetsAsync(agent)).Count == 3, "it is saved", TimeSpan.FromSeconds(20), Ct);
        Assert.Equal((90, 30, true), (targets[0]!["within"]!.GetValue<int>(), targets[0]!["warnBefore"]!.GetValue<int>(), targets[0]!["businessTime"]!.GetValue<bool>()));
        Assert.Equal((20, "chat"), (targets[1]!["within"]!.GetValue<int>(), targets[1]!["channels"]![0]!.GetValue<string>()));
        Assert.Equal(("resolution", 14_400, "special"), (targets[2]!.Text("metric"), targets[2]!["within"]!.GetValue<int>(), targets[2]!.Text("tier")));
        var escalation = targets[2]!["escalations"]![0]!;
        Assert.Equal((-1_800, 5, true), (escalation["after"]!.GetValue<int>(), escalation["priority"]!.GetValue<int>(), escalation["alarm"]!.GetValue<bool>()));
        await Expect(agent.Page.GetByRole(AriaRole.Group, new() { Name = "Resolution: Special" }).GetByLabel("Raise the priority to").First).ToHaveValueAsync("5");
    }

    private async Task<JsonArray> TargetsAsync(DeskAgent agent) =>
        (await desk.Hub.Admin.GetAsync($"/api/v1/queues/{agent.Place.QueueId}/service-levels", Ct).JsonAsync(HttpStatusCode.OK, Ct))["targets"]!.AsArray();

    [GeneratedRegex(@"^0:0\d left$")]
    private static partial Regex Left();

    [GeneratedRegex(@"^0:\d\d late$")]
    private static partial Regex Late();

    [GeneratedRegex(@"\blate\b")]
    private static partial Regex LateClass();
}
