using Hub.Tests.Hosting;
using Hub.Tests.Rules;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Hub.Tests.Desk;

/// <summary>The pages on what is done by itself with conversations that come in.</summary>
[Collection(DeskGroup.Name)]
public sealed class RulesTests(DeskBrowser desk)
{
    [Fact]
    public async Task A_supervisor_makes_a_rule_tries_it_and_switches_it_on()
    {
        var agent = await desk.AgentAsync("Sue", role: "supervisor");
        var (page, name, centre) = (agent.Page, desk.Centre.Unique("Complaints "), desk.Centre);
        var before = await centre.ArriveAsync(agent.Place, "我要投诉！");
        await centre.ArriveAsync(agent.Place, "hello");
        await page.GotoAsync("/desk");
        await page.Locator("#nav").GetByRole(AriaRole.Link, new() { Name = "Rules", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Add a rule" }).ClickAsync();
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync(name);
        await page.Locator("#what-0").SelectOptionAsync("channel:is");
        await page.Locator("#values-0").FillAsync(agent.Place.Inbox.Account.Id);
        await page.Locator("#what-1").SelectOptionAsync("words:contains");
        await page.Locator("#values-1").FillAsync("投诉\ncomplaint");
        await page.GetByLabel("Add tags").FillAsync("complaint, urgent");
        await page.GetByLabel("Priority", new() { Exact = true }).FillAsync("20");
        await page.Locator("#rule").GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();

        await page.Locator("#try").GetByRole(AriaRole.Button).ClickAsync();
        var trial = page.Locator("#trial");
        await Expect(trial).ToContainTextAsync("it would have meant 1.");
        await Expect(trial.Locator("li")).ToContainTextAsync($"#{(await Centre.ConversationAsync(desk.Hub.Admin, before.Conversation))["number"]}");
        await Expect(trial.Locator("li")).ToContainTextAsync("+ urgent");
        Assert.Empty(RuleScene.Tags(await Centre.ConversationAsync(desk.Hub.Admin, before.Conversation)));

        await page.GotoAsync("/desk/rules");
        var row = page.Locator(".card-row").Filter(new() { HasText = name });
        await Expect(row.Locator(".chip")).ToHaveTextAsync("Off");
        await row.GetByRole(AriaRole.Button, new() { Name = $"Switch on {name}" }).ClickAsync();
        await Expect(row.Locator(".chip")).ToHaveTextAsync("On");
        var arrived = await centre.ArriveAsync(agent.Place, "A complaint");
        var conversation = await centre.AfterRulesAsync(arrived);
        Assert.Equal(["complaint", "urgent"], RuleScene.Tags(conversation));
        Assert.Equal(20, conversation["priority"]!.GetValue<int>());

        await page.GotoAsync($"/desk/conversations/{arrived.Conversation}/routing");
        await Expect(page.Locator("#rules-done")).ToContainTextAsync(name);
        await Expect(page.Locator("#rules-done")).ToContainTextAsync("+ urgent");
        await page.GotoAsync("/desk/rules");
        await row.GetByRole(AriaRole.Link, new() { Name = $"Edit {name}" }).ClickAsync();
        await Expect(page.Locator("#values-1")).ToHaveValueAsync("投诉\ncomplaint");
        page.Dialog += (_, dialog) => _ = dialog.AcceptAsync();
        await page.Locator("#delete").GetByRole(AriaRole.Button).ClickAsync();
        await Expect(page.Locator("#page-title")).ToHaveTextAsync("Rules");
        await Expect(row).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task What_is_wrong_with_a_rule_is_told_in_place()
    {
        var agent = await desk.AgentAsync("Sue", role: "supervisor", locale: "zh-CN");
        await agent.Page.GotoAsync("/desk/rules/new");
        await agent.Page.GetByLabel("名称", new() { Exact = true }).FillAsync("x");
        await agent.Page.Locator("#what-0").SelectOptionAsync("time:within");
        await agent.Page.Locator("#values-0").FillAsync("sometimes");
        await agent.Page.Locator("#rule").GetByRole(AriaRole.Button, new() { Name = "保存" }).ClickAsync();
        await Expect(agent.Page.Locator("body")).ToContainTextAsync("conditions[0].values");
        await Expect(agent.Page.Locator("#values-0")).ToHaveValueAsync("sometimes");
    }

    [Fact]
    public async Task Agents_are_not_offered_them()
    {
        var agent = await desk.AgentAsync("Tom");
        await agent.Page.GotoAsync("/desk?view=all");
        await Expect(agent.Page.Locator("#nav a[href='/desk/rules']")).ToHaveCountAsync(0);
        Assert.Equal(403, (await agent.Page.GotoAsync("/desk/rules"))!.Status);
    }
}
