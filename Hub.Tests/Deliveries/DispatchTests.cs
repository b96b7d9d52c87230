using Hub.Core.Channels;
using Hub.Core.Deliveries;
using Hub.Core.Storage.Sqlite;
using Hub.Tests.Fakes;
using Hub.Tests.Servers;
using Hub.Tests.Time;

namespace Hub.Tests.Deliveries;

public sealed class DispatchTests
{
    private static readonly DeliveryResult Later = new DeliveryResult.Deferred(DeliveryClass.Transient, "HTTP 500");
    private static readonly DeliveryResult Taken = new DeliveryResult.Accepted(null);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_conversation_keeps_its_order_one_at_a_time()
    {
        await using var rig = await LedgerRig.OnSqliteAsync();
        var conversation = rig.NewId();
        var ids = new List<Guid>();
        for (var i = 0; i < 12; i++) ids.Add(await rig.PlanAsync(conversation));
        var (now, most) = (0, 0);
        rig.Provider.Answer = async (_, _) =>
        {
            most = Math.Max(most, Interlocked.Increment(ref now));
            await Task.Yield();
            Interlocked.Decrement(ref now);
            return Taken;
        };

        await rig.PumpAsync();

        Assert.Equal(ids, rig.Provider.Given);
        Assert.Equal(1, most);
    }

    [Fact]
    public async Task Different_conversations_go_together()
    {
        await using var rig = await LedgerRig.OnSqliteAsync();
        for (var i = 0; i < 8; i++) await rig.PlanAsync(rig.NewId());
        var all = new TaskCompletionSource();
        var now = 0;
        rig.Provider.Answer = async (_, _) =>
        {
            if (Interlocked.Increment(ref now) == 8) all.SetResult();
            await all.Task.WaitAsync(TimeSpan.FromSeconds(10), TimeProvider.System, Ct);
            return Taken;
        };

        await rig.PumpAsync();

        Assert.Equal(8, rig.Provider.Given.Count);
    }

    [Fact]
    public async Task What_waits_for_a_retry_holds_later_ones_back_for_ten_minutes_at_most()
    {
        await using var rig = await LedgerRig.OnSqliteAsync();
        var conversation = rig.NewId();
        var first = await rig.PlanAsync(conversation);
        rig.Provider.Answer = (message, _) => Task.FromResult(message.DeliveryId == first ? Later : Taken);
        var lane = rig.NewLane();
        await rig.PumpAsync(lane);
        var second = await rig.PlanAsync(conversation);
        for (var gone = 0; gone < 599; gone++)
        {
            await rig.PumpAsync(lane);
            Assert.DoesNotContain(second, rig.Provider.Given);
            rig.Time.Advance(TimeSpan.FromSeconds(1));
        }

        rig.Time.Advance(TimeSpan.FromSeconds(2));
        await rig.PumpAsync(lane);

        Assert.Contains(second, rig.Provider.Given);
        Assert.Equal(DeliveryState.Planned, await rig.StateAsync(first));
    }

    [Fact]
    public async Task Another_channel_of_the_conversation_is_not_held_back()
    {
        await using var rig = await LedgerRig.OnSqliteAsync();
        var conversation = rig.NewId();
        await rig.PlanAsync(conversation);
        rig.Provider.Answers(Later);
        await rig.PumpAsync();
        rig.Use(new FakeProvider("other"));
        var other = await rig.PlanAsync(conversation, channel: "other");

        await rig.PumpAsync();

        Assert.Equal([other], rig.Provider.Given);
    }

    [Fact]
    public async Task Neither_an_unknown_nor_a_later_scheduled_one_holds_anything_back()
    {
        await using var rig = await LedgerRig.OnSqliteAsync();
        var conversation = rig.NewId();
        var unknown = await rig.PlanAsync(conversation);
        rig.Provider.Answers(new DeliveryResult.Unknown("reset"));
        await rig.PumpAsync();
        var tomorrow = await rig.PlanAsync(conversation, TimeSpan.FromDays(1));
        var next = await rig.PlanAsync(conversation);
        rig.Provider.Answers(Taken);

        await rig.PumpAsync();

        Assert.Equal([unknown, next], rig.Provider.Given);
        Assert.Equal(DeliveryState.Scheduled, await rig.StateAsync(tomorrow));
        Assert.Equal(DeliveryState.Unknown, await rig.StateAsync(unknown));
    }

    [Fact]
    public async Task A_refusal_fails_for_good_and_the_next_one_goes()
    {
        await using var rig = await LedgerRig.OnSqliteAsync();
        var conversation = rig.NewId();
        var first = await rig.PlanAsync(conversation);
        var second = await rig.PlanAsync(conversation);
        rig.Provider.Answers(new DeliveryResult.Rejected(DeliveryClass.Address, "HTTP 410"));

        await rig.PumpAsync();
        rig.Time.Advance(TimeSpan.FromDays(1));
        await rig.PumpAsync();

        Assert.Equal([first, second], rig.Provider.Given);
        var row = await rig.FindAsync(first);
        Assert.Equal((DeliveryState.Failed, DeliveryClass.Address, "HTTP 410"), (row.State, row.Class, row.Error));
    }

    [Fact]
    public async Task A_throttled_lane_pauses_as_asked_and_burns_no_attempt()
    {
        await using var rig = await LedgerRig.OnSqliteAsync(new ChannelCapabilities { MaxConcurrent = 1, MaxPerSecond = 1_000 });
        var first = await rig.PlanAsync(rig.NewId());
        var second = await rig.PlanAsync(rig.NewId());
        rig.Provider.Answers(new DeliveryResult.Deferred(DeliveryClass.Throttled, "HTTP 429", TimeSpan.FromSeconds(40)));
        var lane = rig.NewLane();
        await rig.PumpAsync(lane);
        Assert.Equal([first], rig.Provider.Given);

        rig.Provider.Answers(Later);
        rig.Time.Advance(TimeSpan.FromSeconds(39));
        await rig.PumpAsync(lane);
        Assert.Single(rig.Provider.Given);
        rig.Time.Advance(TimeSpan.FromSeconds(1));
        await rig.PumpAsync(lane);

        Assert.Equal(3, rig.Provider.Given.Count);
        Assert.Contains(second, rig.Provider.Given);
        var row = await rig.FindAsync(first);
        // the schedule still stands at its first step
        Assert.InRange(row.NextAt - row.UpdatedAt, 5_000, 6_000);
        Assert.Equal(2, row.Attempts);
    }

    [Fact]
    public async Task A_wrong_configuration_stops_the_lane_raises_an_alarm_and_a_new_lane_need_not_wait()
    {
        await using var rig = await LedgerRig.OnSqliteAsync(new ChannelCapabilities { MaxConcurrent = 1, MaxPerSecond = 1_000 });
        var first = await rig.PlanAsync(rig.NewId());
        var second = await rig.PlanAsync(rig.NewId());
        rig.Provider.Answers(new DeliveryResult.Deferred(DeliveryClass.Configuration, "HTTP 401"));
        var lane = rig.NewLane();
        await rig.PumpAsync(lane);
        await rig.PumpAsync(lane);

        Assert.Single(rig.Provider.Given);
        var alarm = Assert.Single(await rig.Alarms.ListAsync(standingOnly: true, Guid.AllBitsSet, 10, Ct));
        Assert.Equal("fake", alarm.Subject);

        rig.Provider.Answers(Taken);
        await rig.PumpAsync(rig.NewLane());
        Assert.Equal(DeliveryState.Accepted, await rig.StateAsync(first));
        Assert.Equal(DeliveryState.Accepted, await rig.StateAsync(second));
        Assert.Empty(await rig.Alarms.ListAsync(standingOnly: true, Guid.AllBitsSet, 10, Ct));
    }

    [Fact]
    public async Task An_exception_of_the_channel_is_an_unknown_outcome_and_is_not_repeated()
    {
        await using var rig = await LedgerRig.OnSqliteAsync();
        var id = await rig.PlanAsync(rig.NewId());
        rig.Provider.Answer = (_, _) => throw new IOException("broken pipe");
        await rig.PumpAsync();
        rig.Time.Advance(TimeSpan.FromDays(2));
        await rig.PumpAsync();

        Assert.Equal([id], rig.Provider.Given);
        var row = await rig.FindAsync(id);
        Assert.Equal((DeliveryState.Unknown, DeliveryClass.Ambiguous), (row.State, row.Class));
    }

    [Fact]
    public async Task A_channel_that_never_answers_is_an_unknown_outcome()
    {
        await using var rig = await LedgerRig.OnSqliteAsync();
        var id = await rig.PlanAsync(rig.NewId());
        rig.Provider.Answer = (_, _) => new TaskCompletionSource<DeliveryResult>().Task;
        var lane = rig.NewLane();
        await lane.RunOnceAsync(Ct);
        await rig.AdvanceUntilAsync(async () => await rig.StateAsync(id) == DeliveryState.Unknown, TimeSpan.FromSeconds(30), "it is unknown");
        await lane.WhenIdleAsync();

        Assert.Equal([id], rig.Provider.Given);
    }

    [Fact]
    public async Task Where_the_receiver_drops_repetitions_an_unknown_outcome_is_tried_again_under_the_same_id()
    {
        await using var rig = await LedgerRig.OnSqliteAsync(new ChannelCapabilities { ReceiverDeduplicates = true });
        var id = await rig.PlanAsync(rig.NewId());
        rig.Provider.Answers(new DeliveryResult.Unknown("reset"));
        var lane = rig.NewLane();
        await rig.PumpAsync(lane);
        rig.Provider.Answers(Taken);
        rig.Time.Advance(TimeSpan.FromSeconds(6));
        await rig.PumpAsync(lane);

        Assert.Equal([id, id], rig.Provider.Given);
        Assert.Equal(DeliveryState.Accepted, await rig.StateAsync(id));
    }

    [Fact]
    public async Task A_node_that_fell_behind_while_an_attempt_began_gives_back_instead_of_sending()
    {
        using var folder = new TempFolder("deliveries");
        var clock = new LeapingTime();
        await using var store = new SqliteStore(folder.Path, clock);
        await store.OpenAsync(Ct);
        await using var rig = LedgerRig.On(store);
        var id = await rig.PlanAsync(rig.NewId());
        rig.Content.Make = (_, message) =>
        {
            // the next look at the clock is the one of the transaction in which the attempt begins
            clock.LeapAtNextLook(Ownership.Length / 2);
            return message;
        };
        var lane = rig.NewLane();
        await lane.RunOnceAsync(Ct);
        await lane.WhenIdleAsync();

        Assert.Empty(rig.Provider.Given);
        Assert.Equal(
            [DeliveryState.Planned, DeliveryState.Leased, DeliveryState.Attempting, DeliveryState.Planned], await rig.LifeAsync(id));
    }
}
