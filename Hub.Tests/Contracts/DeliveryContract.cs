using System.Collections.Concurrent;
using Hub.Core.Channels;
using Hub.Core.Deliveries;
using Hub.Core.Storage;
using Hub.Tests.Deliveries;
using Hub.Tests.Fakes;
using Hub.Tests.Trials;

namespace Hub.Tests.Contracts;

/// <summary>What must hold on every engine: nothing is sent twice, nothing is lost in silence.</summary>
public abstract class DeliveryContract<TDatabase> : StoreContractBase<TDatabase> where TDatabase : ITestDatabase, new()
{
    private static readonly DeliveryResult Taken = new DeliveryResult.Accepted(null);

    [Fact]
    public async Task A_whole_conversation_goes_out_in_order_and_each_step_is_recorded()
    {
        var rig = LedgerRig.On(Store);
        var conversation = rig.NewId();
        var ids = new List<Guid>();
        for (var i = 0; i < 5; i++) ids.Add(await rig.PlanAsync(conversation));
        await rig.PumpAsync();

        Assert.Equal(ids, rig.Provider.Given);
        Assert.Equal(
            [DeliveryState.Planned, DeliveryState.Leased, DeliveryState.Attempting, DeliveryState.Accepted], await rig.LifeAsync(ids[0]));
        Assert.Equal(15, (await rig.JournalAsync()).Count);
    }

    [Fact]
    public async Task Every_outcome_is_stored()
    {
        var rig = LedgerRig.On(Store);
        var results = new ConcurrentDictionary<Guid, DeliveryResult>();
        var accepted = await rig.PlanAsync(rig.NewId());
        var deferred = await rig.PlanAsync(rig.NewId());
        var rejected = await rig.PlanAsync(rig.NewId());
        var unknown = await rig.PlanAsync(rig.NewId());
        var gone = await rig.PlanAsync(rig.NewId());
        results[accepted] = new DeliveryResult.Accepted("id-1");
        results[deferred] = new DeliveryResult.Deferred(DeliveryClass.Transient, "HTTP 503", TimeSpan.FromMinutes(3));
        results[rejected] = new DeliveryResult.Rejected(DeliveryClass.Content, "HTTP 422");
        results[unknown] = new DeliveryResult.Unknown("reset");
        rig.Content.Lose(gone);
        rig.Provider.Answer = (message, _) => Task.FromResult(results[message.DeliveryId]);

        await rig.PumpAsync();

        Assert.Equal("id-1", (await rig.FindAsync(accepted)).ProviderId);
        var waiting = await rig.FindAsync(deferred);
        Assert.Equal((DeliveryState.Planned, DeliveryClass.Transient, "HTTP 503"), (waiting.State, waiting.Class, waiting.Error));
        Assert.InRange(waiting.NextAt - waiting.UpdatedAt, 179_000, 181_000);
        Assert.InRange(waiting.HoldsUntil!.Value - waiting.UpdatedAt, 599_000, 601_000);
        Assert.Equal(DeliveryState.Failed, await rig.StateAsync(rejected));
        Assert.Equal(DeliveryState.Unknown, await rig.StateAsync(unknown));
        Assert.Equal(DeliveryState.Failed, await rig.StateAsync(gone));
        Assert.True(await rig.RetryAsync(gone));
        Assert.True(await rig.SettleAsync(unknown, DeliveryState.Accepted));
        Assert.True(await rig.CancelAsync(deferred));
    }

    [Fact]
    public async Task What_a_dead_node_was_sending_is_unknown_never_sent_again_and_its_late_answer_still_counts()
    {
        var rig = LedgerRig.On(Store);
        var id = await rig.PlanAsync(rig.NewId());
        var answer = new TaskCompletionSource<DeliveryResult>();
        rig.Provider.Answer = (_, _) => answer.Task;
        var dead = rig.NewLane(new NodeId("dead"));
        await dead.RunOnceAsync(Ct);
        await Eventually.HoldsAsync(() => rig.Provider.Given.Count == 1, "the attempt begins", Patience, Ct);

        await rig.LapseAsync();
        await rig.NewSweep().RunOnceAsync(Ct);
        Assert.Equal(DeliveryState.Unknown, await rig.StateAsync(id));
        rig.Provider.Answers(Taken);
        await rig.PumpAsync();
        Assert.Equal([id], rig.Provider.Given);

        answer.SetResult(new DeliveryResult.Accepted("late"));
        await dead.WhenIdleAsync();
        var row = await rig.FindAsync(id);
        Assert.Equal((DeliveryState.Accepted, "late"), (row.State, row.ProviderId));
    }

    [Fact]
    public async Task What_a_dead_node_had_only_taken_is_sent_by_another_once()
    {
        var rig = LedgerRig.On(Store);
        var id = await rig.PlanAsync(rig.NewId());
        Assert.Single(await rig.NewParts(new NodeId("dead")).Work.ClaimAsync("fake", 8, Ct));
        await rig.PumpAsync();
        Assert.Empty(rig.Provider.Given);

        await rig.LapseAsync();
        await rig.NewSweep().RunOnceAsync(Ct);
        await rig.PumpAsync();
        Assert.Equal([id], rig.Provider.Given);
    }

    [Fact]
    public async Task A_node_that_was_thought_dead_cannot_begin_what_another_took_over()
    {
        var rig = LedgerRig.On(Store);
        await rig.PlanAsync(rig.NewId());
        var (slow, quick) = (rig.NewParts(new NodeId("slow")).Work, rig.NewParts(new NodeId("quick")).Work);
        var claimed = Assert.Single(await slow.ClaimAsync("fake", 8, Ct));
        await rig.LapseAsync();
        await rig.NewSweep().RunOnceAsync(Ct);
        var again = Assert.Single(await quick.ClaimAsync("fake", 8, Ct));

        Assert.False(await slow.BeginAsync(claimed, Ct));
        Assert.True(await quick.BeginAsync(again, Ct));
    }

    [Fact]
    public async Task Where_the_receiver_drops_repetitions_a_dead_nodes_attempt_is_repeated_under_the_same_id()
    {
        var rig = LedgerRig.On(Store);
        rig.Use(new FakeProvider("fake", new ChannelCapabilities { ReceiverDeduplicates = true }));
        var id = await rig.PlanAsync(rig.NewId());
        var work = rig.NewParts(new NodeId("dead")).Work;
        var claimed = Assert.Single(await work.ClaimAsync("fake", 8, Ct));
        Assert.True(await work.BeginAsync(claimed, Ct));
        await rig.LapseAsync();
        await rig.NewSweep().RunOnceAsync(Ct);

        var row = await rig.FindAsync(id);
        Assert.Equal((DeliveryState.Planned, DeliveryClass.Ambiguous), (row.State, row.Class));
        await ExecuteAsync("UPDATE deliveries SET next_at = 0", null);
        await rig.PumpAsync();
        Assert.Equal([id], rig.Provider.Given);
    }

    [Fact]
    public async Task What_was_begun_and_proven_unsent_is_given_back_even_when_others_gave_it_up()
    {
        var rig = LedgerRig.On(Store);
        var id = await rig.PlanAsync(rig.NewId());
        var work = rig.NewParts(new NodeId("slow")).Work;
        var claimed = Assert.Single(await work.ClaimAsync("fake", 8, Ct));
        Assert.True(await work.BeginAsync(claimed, Ct));
        await rig.LapseAsync();
        await rig.NewSweep().RunOnceAsync(Ct);
        await work.GiveBackAsync(claimed, TimeSpan.Zero, "fell behind", Ct);
        await rig.PumpAsync();

        Assert.Equal([id], rig.Provider.Given);
        Assert.Equal(DeliveryState.Accepted, await rig.StateAsync(id));
    }

    [Fact]
    public async Task A_cancel_that_was_answered_with_yes_is_never_followed_by_a_send()
    {
        var rig = LedgerRig.On(Store);
        var clock = TimeProvider.System;
        var began = clock.GetTimestamp();
        var (most, longest) = TrialSize.Pick((2_000, TimeSpan.FromSeconds(4)), (10_000, TimeSpan.FromMinutes(5)));
        var random = TrialSeed.NewRandom();
        var lane = rig.NewLane();
        var (cancelled, sent) = (0, 0);
        // how long the cancel waits is steered to where either may win
        var reach = 20_000.0;
        for (var round = 0; round < most && clock.GetElapsedTime(began) < longest; round++)
        {
            var before = rig.Provider.Given.Count;
            var id = await rig.PlanAsync(rig.NewId());
            var spins = (int)(reach * (0.5 + random.NextDouble()));
            var sending = Task.Run(() => lane.RunOnceAsync(Ct), Ct);
            Thread.SpinWait(spins);
            var isCancelled = await rig.CancelAsync(id);
            await sending;
            await lane.WhenIdleAsync();
            var isSent = rig.Provider.Given.Count > before;
            Assert.True(isCancelled != isSent, $"round {round}: cancelled {isCancelled}, sent {isSent}");
            _ = isSent ? sent++ : cancelled++;
            reach = Math.Clamp(reach * (isSent ? 0.8 : 1.25), 1_000, 3_000_000);
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{cancelled} cancelled, {sent} sent");
        Assert.True(cancelled > 0 && sent > 0, $"the race always ended the same way: {cancelled} cancelled, {sent} sent");
    }

    [Fact]
    public async Task Two_dispatchers_never_send_a_delivery_twice_nor_two_of_a_conversation_at_once_or_out_of_order()
    {
        var rig = LedgerRig.On(Store);
        var conversations = Enumerable.Range(0, 20).Select(_ => rig.NewId()).ToList();
        var count = TrialSize.Pick(10, 200);
        var planned = new Dictionary<Guid, Guid>();
        for (var i = 0; i < count; i++)
            foreach (var conversation in conversations) planned.Add(await rig.PlanAsync(conversation), conversation);
        var underWay = new ConcurrentDictionary<Guid, int>();
        var most = 0;
        rig.Provider.Answer = async (message, _) =>
        {
            var now = underWay.AddOrUpdate(planned[message.DeliveryId], 1, (_, n) => n + 1);
            InterlockedMax(ref most, now);
            await Task.Yield();
            underWay.AddOrUpdate(planned[message.DeliveryId], 0, (_, n) => n - 1);
            return Taken;
        };
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        Task[] lanes = [rig.NewLane(new NodeId("a")).RunAsync(stopping.Token), rig.NewLane(new NodeId("b")).RunAsync(stopping.Token)];
        await Eventually.HoldsAsync(() => rig.Provider.Given.Count >= planned.Count, "all is sent", TimeSpan.FromMinutes(2), Ct);
        await stopping.CancelAsync();
        await Task.WhenAll(lanes);

        Assert.Equal(planned.Count, rig.Provider.Given.Count);
        Assert.Equal(1, most);
        foreach (var conversation in conversations)
            Assert.Equal(
                planned.Where(entry => entry.Value == conversation).Select(entry => entry.Key),
                rig.Provider.Given.Where(id => planned[id] == conversation));
        Assert.Equal(planned.Count, await CountAsync("SELECT COUNT(*) FROM deliveries WHERE state = 'accepted'"));
    }

    private static void InterlockedMax(ref int place, int value)
    {
        for (var seen = Volatile.Read(ref place); value > seen;)
        {
            var was = Interlocked.CompareExchange(ref place, value, seen);
            if (was == seen) return;
            seen = was;
        }
    }
}
