using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Hub.Tests.Hosting;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Hub.Tests.Desk;

/// <summary>The pages on when places work.</summary>
[Collection(DeskGroup.Name)]
public sealed class CalendarTests(DeskBrowser desk)
{
    private const string Holidays =
        "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART;VALUE=DATE:20270201\nSUMMARY:春节（休）\nEND:VEVENT\nBEGIN:VEVENT\nDTSTART;VALUE=DATE:20270206\nSUMMARY:春节（班）\nEND:VEVENT\nEND:VCALENDAR\n";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_supervisor_makes_a_calendar_with_dates_of_both_kinds_and_a_queue_follows_it()
    {
        var agent = await desk.AgentAsync("Sue", role: "supervisor");
        var (page, key) = (agent.Page, desk.Centre.Unique("place-"));
        await page.GotoAsync("/desk/calendars");
        await page.GetByLabel("Calendar", new() { Exact = true }).FillAsync($"Shop {key}");
        await page.GetByLabel("Key:").FillAsync(key);
        await page.GetByLabel("Time zone").FillAsync("Asia/Shanghai");
        await page.GetByLabel("Weekly hours").FillAsync("mon-fri 09:00-17:30");
        await page.Locator("#add").GetByRole(AriaRole.Button).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = $"Edit Shop {key}" }).ClickAsync();

        await page.GetByLabel("Date", new() { Exact = true }).FillAsync("2026-12-24");
        await page.GetByLabel("What it is called").FillAsync("Half a day");
        await page.GetByLabel("The date is").SelectOptionAsync("open");
        await page.GetByLabel("Hours", new() { Exact = true }).FillAsync("09:00-12:00");
        await page.Locator("#add").GetByRole(AriaRole.Button).ClickAsync();
        await Expect(page.Locator("#dates li")).ToContainTextAsync(["Half a day"]);
        await page.GetByLabel("iCalendar file").SetInputFilesAsync(new FilePayload { Name = "china.ics", MimeType = "text/calendar", Buffer = Encoding.UTF8.GetBytes(Holidays) });
        await page.GetByLabel("Name of this import").FillAsync("china");
        await page.Locator("#import button").ClickAsync();
        await Expect(page.Locator("#dates li")).ToContainTextAsync(["Half a day", "春节（休） (china)", "春节（班） (china)"]);
        await page.GetByRole(AriaRole.Button, new() { Name = "Remove 2026-12-24" }).ClickAsync();
        await Expect(page.Locator("#dates li")).ToHaveCountAsync(2);

        await page.GetByLabel("Weekly hours", new() { Exact = true }).And(page.Locator("input")).FillAsync("sat 10:00-13:00");
        await page.Locator("#week").GetByRole(AriaRole.Button).ClickAsync();
        await Eventually.HoldsAsync(async _ => (await CalendarAsync(key)).Text("hours") == "sat 10:00-13:00", "it is saved", TimeSpan.FromSeconds(20), Ct);

        await page.GotoAsync($"/desk/queues/{agent.Place.QueueId}");
        await page.Locator("#calendar select").SelectOptionAsync(new SelectOptionValue { Label = $"Shop {key}" });
        await page.Locator("#calendar").GetByRole(AriaRole.Button).ClickAsync();
        await Eventually.HoldsAsync(
            async _ => (await desk.Hub.Admin.GetAsync($"/api/v1/queues/{agent.Place.QueueId}", Ct).JsonAsync(HttpStatusCode.OK, Ct))["calendar"]?.Text("key") == key,
            "the queue follows it", TimeSpan.FromSeconds(20), Ct);
    }

    [Fact]
    public async Task A_file_that_cannot_be_read_is_told_with_its_line()
    {
        var agent = await desk.AgentAsync("Sue", role: "supervisor", locale: "zh-CN");
        var key = desk.Centre.Unique("place-");
        var made = await desk.Hub.Admin.SendJsonAsync("POST", "/api/v1/calendars", $$"""{"key":"{{key}}","name":"店","zone":"UTC","hours":""}""", Ct).JsonAsync(HttpStatusCode.Created, Ct);
        await agent.Page.GotoAsync($"/desk/calendars/{made.Text("id")}");
        await Expect(agent.Page.Locator("#now")).ToContainTextAsync("现在休息");
        await agent.Page.GetByLabel("iCalendar 文件").SetInputFilesAsync(new FilePayload { Name = "x.ics", MimeType = "text/calendar", Buffer = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:soon\n"u8.ToArray() });
        await agent.Page.GetByLabel("导入名称").FillAsync("x");
        await agent.Page.Locator("#import button").ClickAsync();
        await Expect(agent.Page.Locator("body")).ToContainTextAsync("line 2");
    }

    [Fact]
    public async Task Agents_are_not_offered_them()
    {
        var agent = await desk.AgentAsync("Tom");
        await agent.Page.GotoAsync("/desk?view=all");
        await Expect(agent.Page.Locator("#nav a[href='/desk/calendars']")).ToHaveCountAsync(0);
        Assert.Equal(403, (await agent.Page.GotoAsync("/desk/calendars"))!.Status);
    }

    private async Task<JsonNode> CalendarAsync(string key) =>
        (await Centre.ItemsAsync(desk.Hub.Admin, "/calendars?limit=200")).Single(item => item!.Text("key") == key)!;
}
