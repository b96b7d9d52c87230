using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Hub.Tests.Hosting;

namespace Hub.Tests.Api;

public abstract class CalendarsApiContract(Centre centre)
{
    private const string Holidays =
        """
        BEGIN:VCALENDAR
        VERSION:2.0
        BEGIN:VEVENT
        DTSTART;VALUE=DATE:20261001
        DTEND;VALUE=DATE:20261003
        SUMMARY:国庆节（休）
        END:VEVENT
        BEGIN:VEVENT
        DTSTART;VALUE=DATE:20261010
        SUMMARY:国庆节（班）
        END:VEVENT
        BEGIN:VEVENT
        DTSTART;VALUE=DATE:20261018
        SUMMARY:重阳节
        END:VEVENT
        END:VCALENDAR
        """;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private HttpClient Admin => centre.Hub.Admin;

    [Fact]
    public async Task A_calendar_is_added_read_changed_and_deleted()
    {
        var made = await CreateAsync(hours: "MON-FRI 09:00-12:00,13:00-17:30");
        Assert.Equal(("Asia/Shanghai", "mon-fri 09:00-12:00 13:00-17:30", 1), (made.Text("zone"), made.Text("hours"), made["version"]!.GetValue<long>()));
        Assert.Contains(await Centre.ItemsAsync(Admin, "/calendars"), item => item!.Text("key") == made.Text("key"));
        var changed = await ChangeAsync(made, """{"hours":"sat 10:00-11:00"}""", 1).JsonAsync(HttpStatusCode.OK, Ct);
        Assert.Equal(("A place", "sat 10:00-11:00", 2), (changed.Text("name"), changed.Text("hours"), changed["version"]!.GetValue<long>()));
        using var deleted = await Admin.SendJsonAsync("DELETE", PathOf(made), null, Ct, ("If-Match", "\"2\""));
        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        await Admin.GetAsync(PathOf(made), Ct).ProblemAsync(HttpStatusCode.NotFound, Ct);
    }

    [Fact]
    public async Task G07_of_two_changes_of_the_same_version_one_wins_whatever_they_change()
    {
        var made = await CreateAsync();
        await PutDayAsync(made, "2026-12-24", """{"kind":"open","hours":"09:00-12:00"}""", ("If-Match", "\"1\"")).JsonAsync(HttpStatusCode.OK, Ct);
        var refused = await ChangeAsync(made, """{"name":"Late"}""", 1).ProblemAsync(HttpStatusCode.PreconditionFailed, Ct);
        Assert.Equal(("A place", 2), (refused["current"]!.Text("name"), refused["current"]!["version"]!.GetValue<long>()));
        await Admin.SendJsonAsync("DELETE", PathOf(made), null, Ct, ("If-Match", "\"1\"")).ProblemAsync(HttpStatusCode.PreconditionFailed, Ct);
        await ImportAsync(made, "a", Holidays, ("If-Match", "\"1\"")).ProblemAsync(HttpStatusCode.PreconditionFailed, Ct);
    }

    [Fact]
    public async Task A_key_belongs_to_one_calendar()
    {
        var made = await CreateAsync();
        await Admin.SendJsonAsync("POST", "/api/v1/calendars", $$"""{"key":"{{made.Text("key")}}","name":"x","zone":"UTC","hours":""}""", Ct).ProblemAsync(HttpStatusCode.Conflict, Ct);
    }

    [Theory]
    [InlineData("Big", "UTC", "", "key")]
    [InlineData("", "UTC", "", "key")]
    [InlineData("good", "Mars/Olympus", "", "zone")]
    [InlineData("good", "../../etc/localtime", "", "zone")]
    [InlineData("good", "UTC", "always", "hours")]
    public async Task What_is_no_calendar_is_refused(string key, string zone, string hours, string field) => Assert.NotNull(
        (await Admin.SendJsonAsync("POST", "/api/v1/calendars", $$"""{"key":"{{key}}","name":"x","zone":"{{zone}}","hours":"{{hours}}"}""", Ct).ProblemAsync(HttpStatusCode.BadRequest, Ct))["errors"]![field]);

    [Fact]
    public async Task A_date_is_set_by_hand_and_taken_back()
    {
        var made = await CreateAsync();
        await PutDayAsync(made, "2026-10-01", """{"kind":"closed","name":"National Day"}""").JsonAsync(HttpStatusCode.OK, Ct);
        await PutDayAsync(made, "2026-10-10", """{"kind":"workday","follows":"fri"}""").JsonAsync(HttpStatusCode.OK, Ct);
        await PutDayAsync(made, "2026-12-24", """{"kind":"closed"}""").JsonAsync(HttpStatusCode.OK, Ct);
        await PutDayAsync(made, "2026-12-24", """{"kind":"open","hours":"09:00-12:00"}""").JsonAsync(HttpStatusCode.OK, Ct);
        var days = await DaysAsync(made, "");
        Assert.Equal(["2026-10-01 closed", "2026-10-10 workday", "2026-12-24 open"], days.Select(day => $"{day!.Text("date")} {day!.Text("kind")}"));
        Assert.Equal(("National Day", null), (days[0]!.Text("name"), days[0]!["source"]?.GetValue<string>()));
        Assert.Equal(("fri", "09:00-12:00"), (days[1]!.Text("follows"), days[2]!.Text("hours")));
        Assert.Equal(2, (await DaysAsync(made, "?from=2026-10-10")).Count);
        await Admin.SendJsonAsync("DELETE", $"{PathOf(made)}/days/2026-10-01", null, Ct).JsonAsync(HttpStatusCode.OK, Ct);
        await Admin.SendJsonAsync("DELETE", $"{PathOf(made)}/days/2026-10-01", null, Ct).ProblemAsync(HttpStatusCode.NotFound, Ct);
        Assert.Equal(2, (await DaysAsync(made, "")).Count);
    }

    [Theory]
    [InlineData("2026-10-1", """{"kind":"closed"}""")]
    [InlineData("tomorrow", """{"kind":"closed"}""")]
    [InlineData("2026-02-30", """{"kind":"closed"}""")]
    [InlineData("9999-12-31", """{"kind":"closed"}""")]
    [InlineData("2026-10-01", """{"kind":"half"}""")]
    [InlineData("2026-10-01", """{"kind":"open"}""")]
    [InlineData("2026-10-01", """{"kind":"open","hours":"9-5"}""")]
    [InlineData("2026-10-01", """{"kind":"workday","hours":"09:00-12:00"}""")]
    [InlineData("2026-10-01", """{"kind":"workday","follows":"someday"}""")]
    [InlineData("2026-10-01", """{"kind":"closed","follows":"mon"}""")]
    public async Task What_is_no_date_is_refused(string date, string body) =>
        await PutDayAsync(await CreateAsync(), date, body).ProblemAsync(HttpStatusCode.BadRequest, Ct);

    [Fact]
    public async Task Importing_again_replaces_what_the_same_source_brought_and_nothing_else()
    {
        var made = await CreateAsync();
        await PutDayAsync(made, "2026-10-01", """{"kind":"open","hours":"10:00-11:00"}""").JsonAsync(HttpStatusCode.OK, Ct);
        var imported = await ImportAsync(made, "china", Holidays).JsonAsync(HttpStatusCode.OK, Ct);
        Assert.Equal((3, 1, 1), (imported["days"]!.GetValue<int>(), imported["workdays"]!.GetValue<int>(), imported["skipped"]!.GetValue<int>()));
        await ImportAsync(made, "company", One("20261224")).JsonAsync(HttpStatusCode.OK, Ct);
        await ImportAsync(made, "china", One("20270101")).JsonAsync(HttpStatusCode.OK, Ct);
        Assert.Equal(["2026-10-01 ", "2026-12-24 company", "2027-01-01 china"], (await DaysAsync(made, "")).Select(Sourced));
        await ImportAsync(made, "china", "BEGIN:VCALENDAR\nEND:VCALENDAR").JsonAsync(HttpStatusCode.OK, Ct);
        Assert.Equal(["2026-10-01 ", "2026-12-24 company"], (await DaysAsync(made, "")).Select(Sourced));
    }

    [Fact]
    public async Task An_import_that_cannot_be_read_changes_nothing_and_names_the_line()
    {
        var made = await CreateAsync();
        await ImportAsync(made, "china", Holidays).JsonAsync(HttpStatusCode.OK, Ct);
        var refused = await ImportAsync(made, "china", "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART:soon\r\nEND:VEVENT\r\nEND:VCALENDAR").ProblemAsync(HttpStatusCode.BadRequest, Ct);
        Assert.Contains("line 3", refused.Text("detail"), StringComparison.Ordinal);
        using var latin = new ByteArrayContent([.. "BEGIN:VCALENDAR\nX:"u8, 0xe9]);
        await Admin.PostAsync($"{PathOf(made)}/import?source=china", latin, Ct).ProblemAsync(HttpStatusCode.BadRequest, Ct);
        await ImportAsync(made, "china", new string('x', 1_100_000)).ProblemAsync(HttpStatusCode.BadRequest, Ct);
        Assert.Equal(3, (await DaysAsync(made, "")).Count);
    }

    [Fact]
    public async Task Imports_of_too_many_names_are_refused()
    {
        var made = await CreateAsync();
        for (var i = 0; i < 20; i++) await ImportAsync(made, $"source-{i}", One("20261224")).JsonAsync(HttpStatusCode.OK, Ct);
        await ImportAsync(made, "one-more", One("20261224")).ProblemAsync(HttpStatusCode.Conflict, Ct);
        await ImportAsync(made, "source-0", One("20261225")).JsonAsync(HttpStatusCode.OK, Ct);
        var (sources, next) = (new List<string>(), "");
        while (next is not null)
        {
            var page = await Admin.GetAsync($"{PathOf(made)}/days?limit=7&cursor={next}", Ct).JsonAsync(HttpStatusCode.OK, Ct);
            sources.AddRange(page["items"]!.AsArray().Select(Sourced));
            next = page["next"]?.GetValue<string>();
        }

        Assert.Equal(Enumerable.Range(0, 20).Select(i => $"2026-12-2{(i == 0 ? 5 : 4)} source-{i}").Order(StringComparer.Ordinal), sources.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_open_hours_of_a_time_are_told()
    {
        var made = await CreateAsync(hours: "mon-fri 09:00-12:00 13:00-17:00");
        await ImportAsync(made, "china", Holidays).JsonAsync(HttpStatusCode.OK, Ct);
        // Wednesday to Saturday week; the 1st and 2nd are holidays, the 10th is a workday
        var items = await HoursAsync(made, "2026-09-30T08:00:00Z", "2026-10-05T02:00:00Z");
        Assert.Equal(["2026-09-30T08:00:00+00:00 2026-09-30T09:00:00+00:00", "2026-10-05T01:00:00+00:00 2026-10-05T02:00:00+00:00"], items);
        Assert.Equal(2, (await HoursAsync(made, "2026-10-09T16:00:00Z", "2026-10-10T16:00:00Z")).Count);
        await Admin.GetAsync($"{PathOf(made)}/hours?from=2026-01-01T00:00:00Z&to=2028-01-01T00:00:00Z", Ct).ProblemAsync(HttpStatusCode.BadRequest, Ct);
        await Admin.GetAsync($"{PathOf(made)}/hours?from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z", Ct).ProblemAsync(HttpStatusCode.BadRequest, Ct);
    }

    [Fact]
    public async Task A_queue_follows_a_calendar_which_is_not_deleted_meanwhile()
    {
        var place = await centre.WorkPlaceAsync();
        var made = await CreateAsync();
        var queue = $"/api/v1/queues/{place.QueueId}";
        var follows = await Admin.SendJsonAsync("PATCH", queue, $$"""{"calendar":"{{made.Text("key")}}"}""", Ct, ("If-Match", "\"1\"")).JsonAsync(HttpStatusCode.OK, Ct);
        Assert.Equal((made.Text("id"), $"Queue {place.Key}"), (follows["calendar"]!.Text("id"), follows.Text("name")));
        var used = await Admin.SendJsonAsync("DELETE", PathOf(made), null, Ct).ProblemAsync(HttpStatusCode.Conflict, Ct);
        Assert.Contains(place.Key, used.Text("detail"), StringComparison.Ordinal);
        var renamed = await Admin.SendJsonAsync("PATCH", queue, """{"name":"Other"}""", Ct).JsonAsync(HttpStatusCode.OK, Ct);
        Assert.Equal(made.Text("key"), renamed["calendar"]!.Text("key"));
        await Admin.SendJsonAsync("PATCH", queue, """{"calendar":"nowhere"}""", Ct).ProblemAsync(HttpStatusCode.BadRequest, Ct);
        Assert.Null((await Admin.SendJsonAsync("PATCH", queue, """{"calendar":null}""", Ct).JsonAsync(HttpStatusCode.OK, Ct))["calendar"]);
        using var deleted = await Admin.SendJsonAsync("DELETE", PathOf(made), null, Ct);
        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
    }

    [Fact]
    public async Task Of_a_queue_that_wants_a_calendar_and_its_end_at_the_same_time_one_wins()
    {
        var place = await centre.WorkPlaceAsync();
        for (var i = 0; i < 5; i++)
        {
            var made = await CreateAsync();
            var both = await Task.WhenAll(
                Admin.SendJsonAsync("PATCH", $"/api/v1/queues/{place.QueueId}", $$"""{"calendar":"{{made.Text("id")}}"}""", Ct),
                Admin.SendJsonAsync("DELETE", PathOf(made), null, Ct));
            var outcome = ((int)both[0].StatusCode, (int)both[1].StatusCode);
            Assert.True(outcome is (200, 409) or (400, 204), outcome.ToString());
            foreach (var answer in both) answer.Dispose();
        }
    }

    [Fact]
    public async Task Every_change_is_in_the_journal_under_the_calendars_id()
    {
        var made = await CreateAsync();
        await PutDayAsync(made, "2026-10-01", """{"kind":"closed"}""").JsonAsync(HttpStatusCode.OK, Ct);
        await ImportAsync(made, "china", Holidays).JsonAsync(HttpStatusCode.OK, Ct);
        await Admin.SendJsonAsync("DELETE", $"{PathOf(made)}/days/2026-10-02", null, Ct).ProblemAsync(HttpStatusCode.NotFound, Ct);
        using var deleted = await Admin.SendJsonAsync("DELETE", PathOf(made), null, Ct);
        var entries = await centre.Hub.Store.ReadAsync(
            (db, read) => db.FirstAsync<long>("SELECT COUNT(*) FROM journal WHERE kind = 'calendar.changed' AND subject = @id", new { id = made.Text("id") }, read), Ct);
        Assert.Equal(4, entries);
    }

    [Fact]
    public async Task G01_an_agent_reads_calendars_and_changes_none()
    {
        var agent = await centre.Hub.AgentAsync("agent", Ct);
        var made = await CreateAsync();
        await agent.Http.GetAsync(PathOf(made), Ct).JsonAsync(HttpStatusCode.OK, Ct);
        await agent.Http.SendJsonAsync("PATCH", PathOf(made), """{"name":"Mine"}""", Ct).ProblemAsync(HttpStatusCode.Forbidden, Ct);
    }

    private static string One(string date) => $"BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:{date}\nSUMMARY:Off\nEND:VEVENT\nEND:VCALENDAR";

    private static string Sourced(JsonNode? day) => $"{day!.Text("date")} {day!["source"]?.GetValue<string>()}";

    private static string PathOf(JsonNode calendar) => $"/api/v1/calendars/{calendar.Text("id")}";

    private Task<JsonNode> CreateAsync(string hours = "mon-fri 09:00-17:00") => Admin.SendJsonAsync(
        "POST", "/api/v1/calendars", $$"""{"key":"{{centre.Unique("place-")}}","name":"A place","zone":"Asia/Shanghai","hours":"{{hours}}"}""", Ct).JsonAsync(HttpStatusCode.Created, Ct);

    private Task<HttpResponseMessage> ChangeAsync(JsonNode calendar, string body, long version) =>
        Admin.SendJsonAsync("PATCH", PathOf(calendar), body, Ct, ("If-Match", $"\"{version}\""));

    private Task<HttpResponseMessage> PutDayAsync(JsonNode calendar, string date, string body, params (string, string)[] headers) =>
        Admin.SendJsonAsync("PUT", $"{PathOf(calendar)}/days/{date}", body, Ct, headers);

    private Task<HttpResponseMessage> ImportAsync(JsonNode calendar, string source, string text, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, $"{PathOf(calendar)}/import?source={source}") { Content = new StringContent(text, Encoding.UTF8, "text/calendar") };
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        return Admin.SendAsync(request, Ct);
    }

    private Task<JsonArray> DaysAsync(JsonNode calendar, string query) => Centre.ItemsAsync(Admin, $"/calendars/{calendar.Text("id")}/days{query}");

    private async Task<List<string>> HoursAsync(JsonNode calendar, string from, string to)
    {
        var page = await Admin.GetAsync($"{PathOf(calendar)}/hours?from={from}&to={to}", Ct).JsonAsync(HttpStatusCode.OK, Ct);
        return [.. page["items"]!.AsArray().Select(item => $"{item!.Text("opens")} {item!.Text("closes")}")];
    }
}
