using System.Net;
using Hub.Tests.Hosting;

namespace Hub.Tests.ServiceLevels;

/// <summary>What is promised to customers, from an arrival to the report, by the API.</summary>
public abstract class ServiceLevelsContract(Centre centre)
{
    private const string All = """{"metric":"firstResponse","within":3600},{"metric":"nextResponse","within":600},{"metric":"resolution","within":7200}""";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private HttpClient Admin => centre.Hub.Admin;

    [Fact]
    public async Task What_is_answered_and_resolved_in_time_is_met()
    {
        var place = await centre.PromisingAsync(All);
        var arrived = await centre.ArriveAsync(place, "hello", from: centre.Unique("met-"));
        var first = await centre.RunningAsync(arrived, "firstResponse");
        await centre.RunningAsync(arrived, "resolution");
        Assert.Equal(first.Time("started").AddHours(1), first.Time("due"));
        var sla = (await Centre.ConversationAsync(Admin, arrived.Conversation))["sla"]!;
        Assert.Equal(("firstResponse", first.Time("due"), false), (sla.Text("metric"), sla.Time("due"), sla["breached"]!.GetValue<bool>()));

        await centre.AnswerAsync(arrived, """{"text":"We look into it.","private":true}""");
        await centre.AnswerAsync(arrived);
        Assert.Equal("answered", (await centre.EndedAsync(arrived, "firstResponse")).Text("endedBy"));
        await centre.PatchAsync(arrived, """{"status":"resolved"}""");
        Assert.Equal("resolved", (await centre.EndedAsync(arrived, "resolution")).Text("endedBy"));
        Assert.Null((await Centre.ConversationAsync(Admin, arrived.Conversation))["sla"]);
        Assert.Equal(["firstResponse", "resolution"], (await centre.ClocksAsync(arrived)).Keys.Order());
        Assert.Equal([("firstResponse", 1, 0, 100.0), ("nextResponse", 0, 0, null), ("resolution", 1, 0, 100.0)], await ReportAsync(place));
    }

    [Fact]
    public async Task What_is_answered_too_late_is_broken_at_its_due_time_and_counts_once()
    {
        var place = await centre.PromisingAsync("""{"metric":"firstResponse","within":1}""");
        var arrived = await centre.ArriveAsync(place, "hello");
        var broken = await centre.BreachedAsync(arrived, "firstResponse");
        Assert.Equal((broken.Time("started").AddSeconds(1), broken.Time("started").AddSeconds(1)), (broken.Time("due"), broken.Time("breached")));
        Assert.True((await Centre.ConversationAsync(Admin, arrived.Conversation))["sla"]!["breached"]!.GetValue<bool>());
        await centre.AnswerAsync(arrived);
        Assert.Equal("answered", (await centre.EndedAsync(arrived, "firstResponse")).Text("endedBy"));
        Assert.Equal(1, await centre.EntriesAsync(arrived, "sla.breached"));
        Assert.Equal(("firstResponse", 0, 1, 0.0), (await ReportAsync(place))[0]);
    }

    [Fact]
    public async Task After_the_first_answer_each_message_waits_for_the_next()
    {
        var place = await centre.PromisingAsync(All);
        var from = centre.Unique("next-");
        var arrived = await centre.ArriveAsync(place, "hello", from);
        await centre.AnswerAsync(arrived);
        await centre.EndedAsync(arrived, "firstResponse");
        await centre.ArriveAsync(place, "and this?", from);
        var next = await centre.RunningAsync(arrived, "nextResponse");
        await centre.ArriveAsync(place, "hello?", from);
        await centre.AnswerAsync(arrived);
        var ended = await centre.EndedAsync(arrived, "nextResponse");
        Assert.Equal((next.Text("id"), next.Time("due")), (ended.Text("id"), ended.Time("due")));
    }

    [Fact]
    public async Task Programs_start_no_clock_and_a_queue_that_promises_nothing_has_none()
    {
        var (place, silent) = (await centre.PromisingAsync(All), await centre.WorkPlaceAsync());
        var bulk = await centre.ArriveAsync(place, "newsletter", with: message => message with { Flags = ["bulk"] });
        var unpromised = await centre.ArriveAsync(silent, "hello");
        // entries are read in their order
        await centre.RunningAsync(await centre.ArriveAsync(place, "hello"), "firstResponse");
        Assert.Empty(await centre.ClocksAsync(bulk));
        Assert.Empty(await centre.ClocksAsync(unpromised));
    }

    [Fact]
    public async Task The_time_to_resolve_stands_still_while_it_is_pending_and_a_reopened_matter_begins_anew()
    {
        var place = await centre.PromisingAsync("""{"metric":"resolution","within":7200}""");
        var arrived = await centre.ArriveAsync(place, "hello");
        var running = await centre.RunningAsync(arrived, "resolution");
        await centre.PatchAsync(arrived, """{"status":"pending"}""");
        var paused = await centre.ClockAsync(arrived, "resolution", clock => clock["paused"] is not null, "it to be paused");
        Assert.Null(paused["due"]);
        Assert.True((await Centre.ConversationAsync(Admin, arrived.Conversation))["sla"]!["paused"]!.GetValue<bool>());
        await centre.PatchAsync(arrived, """{"status":"open"}""");
        var resumed = await centre.ClockAsync(arrived, "resolution", clock => clock["due"] is not null, "it to go on");
        Assert.True(resumed.Time("due") > running.Time("due"));
        await centre.PatchAsync(arrived, """{"status":"resolved"}""");
        await centre.EndedAsync(arrived, "resolution");
        await centre.PatchAsync(arrived, """{"status":"open"}""");
        Assert.NotEqual(running.Text("id"), (await centre.RunningAsync(arrived, "resolution")).Text("id"));
    }

    [Fact]
    public async Task Lists_show_what_runs_and_what_is_broken_and_the_next_due_first()
    {
        var place = await centre.PromisingAsync("""{"metric":"firstResponse","within":1},{"metric":"firstResponse","within":7200,"tier":"special"},{"metric":"firstResponse","within":3600,"priority":5}""");
        var broken = await centre.ArriveAsync(place, "broken");
        await centre.BreachedAsync(broken, "firstResponse");
        var from = centre.Unique("listed-");
        var special = await centre.ArriveAsync(place, "special", from);
        await TierAsync(special, "special");
        await centre.ClockAsync(special, "firstResponse", clock => clock["target"]!["within"]!.GetValue<int>() == 7200, "the special target");
        var urgent = await centre.ArriveAsync(place, "urgent");
        await centre.PatchAsync(urgent, """{"priority":5}""");
        await centre.ClockAsync(urgent, "firstResponse", clock => clock["target"]!["within"]!.GetValue<int>() == 3600, "the urgent target");
        var list = $"/conversations?queue={place.Key}";
        Assert.Equal([broken.Conversation, urgent.Conversation, special.Conversation], await Centre.IdsAsync(Admin, $"{list}&sort=due&limit=200"));
        Assert.Equal(3, (await Centre.IdsAsync(Admin, $"{list}&sla=running")).Count);
        Assert.Contains(broken.Conversation, await Centre.IdsAsync(Admin, $"{list}&sla=breached"));
        Assert.Empty(await Centre.IdsAsync(Admin, $"{list}&sla=warned"));
        var page = await Admin.GetAsync($"/api/v1{list}&sort=due&limit=2", Ct).JsonAsync(HttpStatusCode.OK, Ct);
        Assert.Equal([special.Conversation], await Centre.IdsAsync(Admin, $"{list}&sort=due&limit=2&cursor={Uri.EscapeDataString(page.Text("next"))}"));
        await Admin.GetAsync($"/api/v1{list}&sla=late", Ct).ProblemAsync(HttpStatusCode.BadRequest, Ct);
    }

    [Fact]
    public async Task G07_targets_are_changed_from_the_version_that_was_read()
    {
        var place = await centre.PromisingAsync(All);
        var path = $"/api/v1/queues/{place.QueueId}/service-levels";
        using var read = await Admin.GetAsync(path, Ct);
        var version = read.Headers.ETag!.Tag;
        var changed = """{"targets":[{"metric":"firstResponse","within":60,"channels":["chat"],"businessTime":false,"warnBefore":10,"escalations":[{"after":0,"alarm":true}]}]}""";
        await Admin.SendJsonAsync("PUT", path, changed, Ct, ("If-Match", version)).JsonAsync(HttpStatusCode.OK, Ct);
        await Admin.SendJsonAsync("PUT", path, changed, Ct, ("If-Match", version)).ProblemAsync(HttpStatusCode.PreconditionFailed, Ct);
        var target = (await Admin.GetAsync(path, Ct).JsonAsync(HttpStatusCode.OK, Ct))["targets"]![0]!;
        Assert.Equal(("chat", 10, false), (target["channels"]![0]!.GetValue<string>(), target["warnBefore"]!.GetValue<int>(), target["businessTime"]!.GetValue<bool>()));
    }

    [Theory]
    [InlineData("""{"metric":"speed","within":60}""", "targets[0].metric")]
    [InlineData("""{"metric":"resolution","within":0}""", "targets[0].within")]
    [InlineData("""{"metric":"resolution","within":60,"tier":"gold"}""", "targets[0].tier")]
    [InlineData("""{"metric":"resolution","within":60},{"metric":"resolution","within":60,"warnBefore":60}""", "targets[1].warnBefore")]
    [InlineData("""{"metric":"resolution","within":60,"escalations":[{"after":5}]}""", "targets[0].escalations[0]")]
    [InlineData("""{"metric":"resolution","within":60,"escalations":[{"after":5,"alarm":true},{"after":5,"tag":"late"}]}""", "targets[0].escalations[1].after")]
    [InlineData("""{"metric":"resolution","within":60,"escalations":[{"after":5,"queue":"nowhere"}]}""", "targets[0].escalations[0].queue")]
    public async Task What_is_no_target_is_refused_with_its_field(string targets, string field)
    {
        var place = await centre.WorkPlaceAsync();
        var problem = await Admin.SendJsonAsync("PUT", $"/api/v1/queues/{place.QueueId}/service-levels", $$"""{"targets":[{{targets}}]}""", Ct).ProblemAsync(HttpStatusCode.BadRequest, Ct);
        Assert.NotNull(problem["errors"]![field]);
    }

    [Fact]
    public async Task Unknown_fields_of_targets_are_refused()
    {
        var place = await centre.WorkPlaceAsync();
        await Admin.SendJsonAsync("PUT", $"/api/v1/queues/{place.QueueId}/service-levels", """{"targets":[{"metric":"resolution","within":60,"hours":1}]}""", Ct).ProblemAsync(HttpStatusCode.BadRequest, Ct);
    }

    private async Task TierAsync(Arrived arrived, string tier)
    {
        var contact = (await Centre.ConversationAsync(Admin, arrived.Conversation))["contact"]!.Text("id");
        await Admin.SendJsonAsync("PATCH", $"/api/v1/contacts/{contact}", $$"""{"tier":"{{tier}}"}""", Ct).JsonAsync(HttpStatusCode.OK, Ct);
    }

    private async Task<List<(string Metric, int Met, int Breached, double? Percentage)>> ReportAsync(WorkPlace place)
    {
        var report = await Admin.GetAsync($"/api/v1/queues/{place.QueueId}/service-levels/report?from=2020-01-01T00:00:00Z&to=2100-01-01T00:00:00Z", Ct).JsonAsync(HttpStatusCode.OK, Ct);
        return [.. report["metrics"]!.AsArray().Select(one => (one!.Text("metric"), one!["met"]!.GetValue<int>(), one["breached"]!.GetValue<int>(), one["percentage"]?.GetValue<double>()))];
    }
}
