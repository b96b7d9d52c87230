using System.Net;
using Hub.Core.ServiceLevels;
using Hub.Core.Storage;
using Hub.Core.Timers;
using Hub.Tests.Hosting;

namespace Hub.Tests.ServiceLevels;

/// <summary>What time does to promises.</summary>
public sealed class ServiceLevelTimeTests : IAsyncLifetime
{
    private readonly ManualCentre _centre = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => _centre.InitializeAsync();

    public ValueTask DisposeAsync() => _centre.DisposeAsync();

    [Fact]
    public async Task First_it_is_warned_then_broken_each_at_its_time_and_once()
    {
        var arrived = await _centre.ArriveAsync(await _centre.PromisingAsync("""{"metric":"firstResponse","within":600,"warnBefore":120}"""), "hello");
        await _centre.RunningAsync(arrived, "firstResponse");
        _centre.Time.Advance(TimeSpan.FromSeconds(480));
        var warned = await _centre.ClockAsync(arrived, "firstResponse", clock => clock["warned"] is not null, "it to be warned");
        Assert.Null(warned["breached"]);
        Assert.Equal(warned.Time("started").AddSeconds(480), warned.Time("warned"));
        _centre.Time.Advance(TimeSpan.FromSeconds(120));
        var broken = await _centre.BreachedAsync(arrived, "firstResponse");
        Assert.Equal(broken.Time("started").AddSeconds(600), broken.Time("breached"));
        Assert.Equal((1, 1), (await _centre.EntriesAsync(arrived, "sla.warning"), await _centre.EntriesAsync(arrived, "sla.breached")));
    }

    [Fact]
    public async Task S4_24_a_chat_that_is_not_answered_within_20_seconds_is_told_at_once()
    {
        var place = await _centre.PromisingAsync("""{"metric":"firstResponse","within":3600},{"metric":"firstResponse","within":20,"channels":["fake"],"escalations":[{"after":0,"alarm":true}]}""");
        var arrived = await _centre.ArriveAsync(place, "hello");
        var clock = await _centre.RunningAsync(arrived, "firstResponse");
        Assert.Equal(clock.Time("started").AddSeconds(20), clock.Time("due"));
        _centre.Time.Advance(TimeSpan.FromSeconds(20));
        await _centre.BreachedAsync(arrived, "firstResponse");
        await _centre.HoldsAsync(async () => await AlarmsAsync(arrived) == 1, "the alarm");
        await _centre.AnswerAsync(arrived);
        await _centre.HoldsAsync(async () => await AlarmsAsync(arrived) == 0, "the alarm to be over");
    }

    [Fact]
    public async Task S4_93_what_becomes_urgent_is_to_be_answered_10_minutes_after_it_arrived()
    {
        var arrived = await _centre.ArriveAsync(await _centre.PromisingAsync("""{"metric":"firstResponse","within":14400},{"metric":"firstResponse","within":600,"priority":50}"""), "my card was stolen");
        await _centre.RunningAsync(arrived, "firstResponse");
        _centre.Time.Advance(TimeSpan.FromMinutes(4));
        await _centre.PatchAsync(arrived, """{"priority":80}""");
        var urgent = await _centre.ClockAsync(arrived, "firstResponse", clock => clock["target"]!["within"]!.GetValue<int>() == 600, "it to be urgent");
        Assert.Equal(urgent.Time("started").AddMinutes(10), urgent.Time("due"));
        _centre.Time.Advance(TimeSpan.FromMinutes(6));
        Assert.Equal(urgent.Time("due"), (await _centre.BreachedAsync(arrived, "firstResponse")).Time("breached"));
    }

    [Fact]
    public async Task An_escalation_moves_it_once_also_when_the_timer_fires_twice()
    {
        var helpers = await _centre.WorkPlaceAsync();
        var place = await _centre.PromisingAsync($$"""{"metric":"firstResponse","within":600,"escalations":[{"after":60,"queue":"{{helpers.Key}}","priority":70,"tag":"late"}]}""");
        var arrived = await _centre.ArriveAsync(place, "hello");
        await _centre.RunningAsync(arrived, "firstResponse");
        _centre.Time.Advance(TimeSpan.FromSeconds(660));
        await _centre.HoldsAsync(async () => await QueueAsync(arrived) == helpers.Key, "it to be moved");
        var moved = await Centre.ConversationAsync(_centre.Hub.Admin, arrived.Conversation);
        Assert.Equal((70, "late"), (moved["priority"]!.GetValue<int>(), moved["tags"]![0]!.GetValue<string>()));
        // the promise stands where the other queue gives none
        Assert.Equal(place.QueueId.ToString(), (await _centre.RunningAsync(arrived, "firstResponse")).Text("queue"));

        await _centre.PatchAsync(arrived, $$"""{"queue":"{{place.Key}}"}""");
        await _centre.Hub.Store.WriteAsync((tx, unit) => TimerQueue.SetAfterAsync(tx, ServiceLevelTimer.TimerKind, arrived.Conversation, TimeSpan.Zero, unit), Ct);
        await _centre.HoldsAsync(async () => await TimersAsync(arrived) == 0, "the timer to fire again");
        Assert.Equal(place.Key, await QueueAsync(arrived));
        Assert.Equal(1, await _centre.EntriesAsync(arrived, "conversation.changed", "system"));
    }

    [Fact]
    public async Task What_is_due_in_business_time_is_reckoned_anew_when_the_calendar_changes()
    {
        var calendar = await _centre.Hub.Admin.SendJsonAsync(
            "POST", "/api/v1/calendars", """{"key":"office","name":"Office","zone":"UTC","hours":"mon-fri 09:00-17:00"}""", Ct).JsonAsync(HttpStatusCode.Created, Ct);
        var place = await _centre.PromisingAsync("""{"metric":"resolution","within":36000}""");
        await _centre.Hub.Admin.SendJsonAsync("PATCH", $"/api/v1/queues/{place.QueueId}", """{"calendar":"office"}""", Ct).JsonAsync(HttpStatusCode.OK, Ct);
        var arrived = await _centre.ArriveAsync(place, "hello");
        // from Monday 9:00 ten hours are over on Tuesday at 11:00
        var clock = await _centre.RunningAsync(arrived, "resolution");
        Assert.Equal(clock.Time("started").AddHours(26), clock.Time("due"));
        await _centre.Hub.Admin.SendJsonAsync("PUT", $"/api/v1/calendars/{calendar.Text("id")}/days/2026-03-03", """{"kind":"closed"}""", Ct).JsonAsync(HttpStatusCode.OK, Ct);
        await _centre.ClockAsync(arrived, "resolution", later => later.Time("due") == clock.Time("due").AddDays(1), "it to be due on Wednesday");
        await _centre.PromiseAsync(place, """{"metric":"resolution","within":3600}""");
        await _centre.ClockAsync(arrived, "resolution", sooner => sooner.Time("due") == clock.Time("started").AddHours(1), "it to be due within an hour");
        await _centre.PromiseAsync(place, "");
        Assert.Equal("noTarget", (await _centre.EndedAsync(arrived, "resolution")).Text("endedBy"));
    }

    private async Task<string> QueueAsync(Arrived arrived) => (await Centre.ConversationAsync(_centre.Hub.Admin, arrived.Conversation))["queue"]!.Text("key");

    private Task<long> TimersAsync(Arrived arrived) => CountAsync("SELECT COUNT(*) FROM timers WHERE subject_id = @id AND kind = 'service-levels'", new { id = arrived.Conversation });

    private Task<long> AlarmsAsync(Arrived arrived) =>
        CountAsync("SELECT COUNT(*) FROM alarms WHERE subject = @subject AND kind = 'service.late' AND cleared_at IS NULL", new { subject = $"{arrived.Conversation}:firstResponse" });

    private Task<long> CountAsync(string sql, object args) => _centre.Hub.Store.ReadAsync((DbSession db, CancellationToken read) => db.FirstAsync<long>(sql, args, read), Ct);
}
