using Hub.Core;
using Hub.Core.Alarms;
using Hub.Core.Housekeeping;
using Hub.Core.Journal;
using Hub.Core.Storage;
using Hub.Core.Subscriptions;
using Hub.Tests.Subscriptions;
using Microsoft.Extensions.Logging.Abstractions;

namespace Hub.Tests.Contracts;

/// <summary>How subscriptions are told what happens, on every engine.</summary>
public abstract class SubscriptionContract<TDatabase> : StoreContractBase<TDatabase> where TDatabase : ITestDatabase, new()
{
    private static readonly Guid Ann = Guid.Parse("01900000-0000-7000-8000-00000000000a");
    private static readonly Guid Bob = Guid.Parse("01900000-0000-7000-8000-00000000000b");

    private readonly ScriptedTarget _target = new();

    [Fact]
    public async Task A_subscription_is_told_what_it_asks_for_from_then_on_and_once()
    {
        await HappenAsync("message.received", Ann);
        var run = await RunAsync(await SubscribeAsync("message.*", "note.created"));
        var told = new[] { await HappenAsync("message.received", Ann), await HappenAsync("note.created", Ann), await HappenAsync("message.created", Bob) };
        await HappenAsync("conversation.changed", Ann);
        await DrainAsync(run);
        Assert.Equal(told, _target.Taken.Order());
        Assert.Equal(0, await CountAsync("SELECT COUNT(*) FROM event_posts"));
    }

    [Fact]
    public async Task What_follows_in_a_conversation_waits_for_what_was_not_taken_and_others_do_not()
    {
        var run = await RunAsync(await SubscribeAsync());
        var (first, second, other) = (await HappenAsync("message.received", Ann), await HappenAsync("message.created", Ann), await HappenAsync("message.received", Bob));
        var isDown = true;
        _target.Answers = seq => isDown && seq == first ? new PostOutcome.NotTaken("HTTP 500") : new PostOutcome.Taken();
        await DrainAsync(run);
        Assert.Contains(other, _target.Taken);
        Assert.DoesNotContain(second, _target.Posted);
        isDown = false;
        await DueAsync();
        await DrainAsync(run);
        Assert.Equal([first, second], _target.Taken.Where(seq => seq == first || seq == second));
    }

    [Fact]
    public async Task A_restart_loses_nothing_and_tells_nothing_anew()
    {
        var id = await SubscribeAsync("message.*");
        var (first, second) = (await HappenAsync("message.received", Ann), await HappenAsync("message.created", Ann));
        var other = await HappenAsync("message.received", Bob);
        _target.Answers = seq => seq == first ? new PostOutcome.NotTaken("HTTP 503") : new PostOutcome.Taken();
        await DrainAsync(await RunAsync(id));
        await RestartAsync();
        _target.Answers = _ => new PostOutcome.Taken();
        await DueAsync();
        var last = await HappenAsync("message.received", Bob);
        await ExpireAsync("test");
        await DrainAsync(await RunAsync(id));
        Assert.Equal([first, second, other, last], _target.Taken.Order());
        Assert.True(_target.Taken.ToList().IndexOf(first) < _target.Taken.ToList().IndexOf(second));
    }

    [Fact]
    public async Task A_run_whose_lease_was_lost_changes_nothing()
    {
        var id = await SubscribeAsync();
        var run = await RunAsync(id);
        await HappenAsync("message.received", Ann);
        await ExpireAsync("test");
        await TakeAsync("test");
        await Assert.ThrowsAsync<LeaseLostException>(() => run.PassAsync(Ct));
        Assert.Empty(_target.Posted);
        Assert.Equal(0, await CountAsync("SELECT COUNT(*) FROM event_posts"));
    }

    [Fact]
    public async Task Two_nodes_tell_each_event_once()
    {
        await SubscribeAsync("message.*");
        using var one = Service();
        using var two = Service();
        await one.StartAsync(Ct);
        await two.StartAsync(Ct);
        var told = new List<long>();
        for (var i = 0; i < 40; i++) told.Add(await HappenAsync("message.received", i % 2 == 0 ? Ann : Bob));
        await Eventually.HoldsAsync(() => _target.Taken.Count >= told.Count, "all events are told", Patience, Ct);
        await one.StopAsync(Ct);
        told.Add(await HappenAsync("message.received", Ann));
        await Eventually.HoldsAsync(() => _target.Taken.Count >= told.Count, "the other node goes on", Patience, Ct);
        await two.StopAsync(Ct);
        Assert.Equal(told, _target.Posted.Order());
        Assert.Equal(told.Where((_, place) => place % 2 == 0), _target.Taken.Where(seq => told.IndexOf(seq) % 2 == 0));
    }

    [Fact]
    public async Task A_failing_receiver_raises_an_alarm_that_ends_with_it()
    {
        var id = await SubscribeAsync("message.*");
        var run = await RunAsync(id);
        await HappenAsync("message.received", Ann);
        _target.Answers = _ => new PostOutcome.NotTaken("HTTP 500");
        await DrainAsync(run);
        Assert.Equal((AlarmKinds.EventsFailing, Ids.Text(id)), await AlarmAsync());
        Assert.Equal("HTTP 500", (await FindAsync(id)).LastError);
        _target.Answers = _ => new PostOutcome.Taken();
        await DueAsync();
        await DrainAsync(run);
        Assert.Null(await AlarmAsync());
        Assert.Null((await FindAsync(id)).FailingSince);
    }

    [Fact]
    public async Task A_receiver_that_is_down_is_asked_by_one_post_at_a_time()
    {
        var run = await RunAsync(await SubscribeAsync());
        for (var i = 0; i < 60; i++) await HappenAsync("message.received", Ids.New(Time));
        _target.Answers = _ => new PostOutcome.NotTaken("no connection, or it broke");
        await run.PassAsync(Ct);
        Assert.True(run.IsOpen);
        var asked = _target.Posted.Count;
        Assert.InRange(asked, 5, 10);
        await run.PassAsync(Ct);
        Assert.Equal(asked + 1, _target.Posted.Count);
    }

    [Fact]
    public async Task After_three_days_an_event_is_given_up_and_can_be_retried_for_thirty()
    {
        var id = await SubscribeAsync();
        var run = await RunAsync(id);
        var (first, second) = (await HappenAsync("message.received", Ann), await HappenAsync("message.created", Ann));
        _target.Answers = seq => seq == first ? new PostOutcome.NotTaken("HTTP 400") : new PostOutcome.Taken();
        await DrainAsync(run);
        await AgeAsync("created_at", PostRetry.For);
        await DrainAsync(run);
        var failed = Assert.Single(await Store.ReadAsync((db, ct) => EventPosts.FailedAsync(db, id, 0, 10, ct), Ct));
        Assert.Equal((first, "HTTP 400", 2L), (failed.Seq, failed.Error, failed.Attempts));
        Assert.Contains(second, _target.Taken);
        _target.Answers = _ => new PostOutcome.Taken();
        Assert.Equal(1, await Store.WriteAsync((tx, ct) => EventPosts.RetryFailedAsync(tx, id, ct), Ct));
        await DrainAsync(run);
        Assert.Contains(first, _target.Taken);
    }

    [Fact]
    public async Task What_was_given_up_is_forgotten_after_thirty_days()
    {
        var run = await RunAsync(await SubscribeAsync());
        await HappenAsync("message.received", Ann);
        _target.Answers = _ => new PostOutcome.NotTaken("HTTP 400");
        await DrainAsync(run);
        await AgeAsync("created_at", PostRetry.For);
        await DrainAsync(run);
        var lease = await TakeAsync("housekeeping");
        Assert.Equal(0, await ExpiredRows.EventPosts(Store).RunAsync(lease, Ct));
        await AgeAsync("failed_at", EventSubscription.FailuresKept + TimeSpan.FromMinutes(1));
        Assert.True(await ExpiredRows.EventPosts(Store).RunAsync(lease, Ct) > 0);
    }

    [Fact]
    public async Task A_receiver_that_is_gone_is_left_alone()
    {
        var id = await SubscribeAsync();
        var run = await RunAsync(id);
        await HappenAsync("message.received", Ann);
        _target.Answers = _ => new PostOutcome.Gone();
        await run.PassAsync(Ct);
        Assert.Null(await run.PassAsync(Ct));
        Assert.False((await FindAsync(id)).Enabled);
        Assert.Equal((AlarmKinds.EventsFailing, Ids.Text(id)), await AlarmAsync());
        Assert.Single(_target.Posted);
    }

    [Fact]
    public async Task Events_are_told_again_from_a_number()
    {
        var id = await SubscribeAsync("message.*");
        var run = await RunAsync(id);
        var numbers = new List<long>();
        for (var i = 0; i < 5; i++) numbers.Add(await HappenAsync("message.received", Ann));
        await DrainAsync(run);
        Assert.IsType<SubscriptionResult.Done>(await ReplayAsync(id, numbers[2]));
        await DrainAsync(run);
        Assert.Equal([.. numbers, .. numbers[2..]], _target.Taken);
        Assert.IsType<SubscriptionResult.NotKept>(await ReplayAsync(id, 0));
        Assert.IsType<SubscriptionResult.NotKept>(await ReplayAsync(id, 1_000_000));
    }

    [Fact]
    public async Task What_the_journal_has_forgotten_is_told_as_a_gap()
    {
        var id = await SubscribeAsync("message.*");
        var before = (await FindAsync(id)).Position;
        for (var i = 0; i < 3; i++) await HappenAsync("message.received", Ann);
        var cut = before + 3;
        var kept = await HappenAsync("message.received", Ann);
        await Store.WriteAsync((tx, ct) => JournalLog.CutAsync(tx, cut, ct), Ct);
        await DrainAsync(await RunAsync(id));
        Assert.Equal([cut, kept], _target.Taken.Order());
        Assert.Equal($"subscription.gap {EventGap.Changes(before + 1, cut)}", _target.Bodies[cut]);
        Assert.Equal((AlarmKinds.EventsLost, Ids.Text(id)), await AlarmAsync());
    }

    [Fact]
    public async Task What_happens_while_it_is_switched_off_is_told_later()
    {
        var id = await SubscribeAsync("message.*");
        var run = await RunAsync(id);
        await ChangeAsync(id, new SubscriptionChange(Enabled: false));
        var seq = await HappenAsync("message.received", Ann);
        Assert.Null(await run.PassAsync(Ct));
        await ChangeAsync(id, new SubscriptionChange(Enabled: true));
        await DrainAsync(run);
        Assert.Equal([seq], _target.Taken);
    }

    private SubscriptionService Service() =>
        new(Store, NewNode(), new SubscriptionHealth(Alarms), _target, NullLogger<SubscriptionService>.Instance);

    private async Task<SubscriptionRun> RunAsync(Guid id)
    {
        var leases = NewNode();
        var lease = await leases.TryTakeAsync("test", Ct) ?? throw new InvalidOperationException("The lease is not free.");
        return new SubscriptionRun(id, lease, Store, leases, new SubscriptionHealth(Alarms), _target);
    }

    /// <summary>Until nothing is left to do; alarms that are told as events bring more.</summary>
    private static async Task DrainAsync(SubscriptionRun run)
    {
        for (var passes = 0; await run.PassAsync(Ct) == true; passes++) Assert.InRange(passes, 0, 100);
    }

    private async Task<Guid> SubscribeAsync(params string[] kinds)
    {
        var wish = new NewSubscription("Ledger", "https://ledger.example/events", kinds, true);
        var made = await Store.WriteAsync((tx, ct) => SubscriptionStore.CreateAsync(tx, wish, "system", ct), Ct);
        var id = Assert.IsType<SubscriptionResult.Done>(made).Subscription.Id;
        // its own beginning is no part of what the tests tell
        await ExecuteAsync("UPDATE event_subscriptions SET position = (SELECT MAX(seq) FROM journal)", null);
        return id;
    }

    private Task<SubscriptionResult> ReplayAsync(Guid id, long from) => Store.WriteAsync((tx, ct) => SubscriptionStore.ReplayAsync(tx, (id, from), "system", ct), Ct);

    private Task<SubscriptionResult> ChangeAsync(Guid id, SubscriptionChange change) =>
        Store.WriteAsync((tx, ct) => SubscriptionStore.ChangeAsync(tx, (id, null, change), "system", ct), Ct);

    private async Task<EventSubscription> FindAsync(Guid id) => (await Store.ReadAsync((db, ct) => SubscriptionStore.FindAsync(db, id, ct), Ct))!;

    private async Task<long> HappenAsync(string kind, Guid conversation)
    {
        await Store.WriteAsync(
            (tx, _) =>
            {
                tx.Append(new JournalEntry { At = Time.NowMs(), Kind = kind, Actor = "system", ConversationId = conversation });
                return Task.CompletedTask;
            },
            Ct);
        return await CountAsync("SELECT MAX(seq) FROM journal");
    }

    private Task DueAsync() => ExecuteAsync("UPDATE event_posts SET next_at = 0", null);

    private Task AgeAsync(string column, TimeSpan by) =>
        ExecuteAsync($"UPDATE event_posts SET {column} = {column} - @by, next_at = 0", new { by = (long)by.TotalMilliseconds });

    private async Task<(string Kind, string Subject)?> AlarmAsync() =>
        (await Alarms.ListAsync(standingOnly: true, Guid.AllBitsSet, 10, Ct)).FirstOrDefault() is { } alarm ? (alarm.Kind, alarm.Subject) : null;
}
