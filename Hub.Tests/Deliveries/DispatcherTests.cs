using Hub.Core.Channels;
using Hub.Core.Deliveries;
using Hub.Core.Storage;
using Hub.Tests.Fakes;

namespace Hub.Tests.Deliveries;

public sealed class DispatcherTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_new_delivery_goes_out_without_waiting_for_the_clock()
    {
        await using var rig = await LedgerRig.OnSqliteAsync();
        using var dispatcher = rig.NewDispatcher();
        await dispatcher.StartAsync(Ct);
        for (var i = 0; i < 20; i++)
        {
            var id = await rig.PlanAsync(rig.NewId());
            await Eventually.HoldsAsync(() => rig.Provider.Given.Contains(id), "it is sent", Patience, Ct);
        }

        await dispatcher.StopAsync(Ct);
    }

    [Fact]
    public async Task Send_later_leaves_within_a_second_of_its_time_and_not_before()
    {
        await using var rig = await LedgerRig.OnSqliteAsync();
        using var dispatcher = rig.NewDispatcher();
        await dispatcher.StartAsync(Ct);
        var sent = new TaskCompletionSource<DateTimeOffset>();
        rig.Provider.Answer = (_, _) =>
        {
            sent.TrySetResult(rig.Time.GetUtcNow());
            return Task.FromResult<DeliveryResult>(new DeliveryResult.Accepted(null));
        };
        var due = rig.Time.GetUtcNow() + TimeSpan.FromSeconds(90.4);
        await rig.PlanAsync(rig.NewId(), TimeSpan.FromSeconds(90.4));

        await rig.AdvanceUntilAsync(() => Task.FromResult(sent.Task.IsCompleted), TimeSpan.FromSeconds(95), "it is sent");

        Assert.InRange(await sent.Task - due, TimeSpan.Zero, TimeSpan.FromSeconds(1));
        await dispatcher.StopAsync(Ct);
    }

    [Fact]
    public async Task What_a_killed_process_was_sending_is_unknown_at_the_next_start_and_never_sent_again()
    {
        await using var rig = await LedgerRig.OnSqliteAsync();
        var begun = await rig.PlanAsync(rig.NewId());
        var work = rig.NewParts(new NodeId("killed")).Work;
        var claimed = Assert.Single(await work.ClaimAsync("fake", 8, Ct));
        Assert.True(await work.BeginAsync(claimed, Ct));
        var taken = await rig.PlanAsync(rig.NewId());
        Assert.Single(await work.ClaimAsync("fake", 8, Ct));

        using var dispatcher = rig.NewDispatcher(new NodeId("restarted"));
        await dispatcher.StartAsync(Ct);
        await Eventually.HoldsAsync(() => rig.Provider.Given.Contains(taken), "the one only taken is sent", Patience, Ct);
        await Eventually.HoldsAsync(
            async _ => await rig.StateAsync(begun) == DeliveryState.Unknown, "the begun one is unknown", Patience, Ct);
        await dispatcher.StopAsync(Ct);

        Assert.Equal([taken], rig.Provider.Given);
    }

    [Fact]
    public async Task A_stop_finishes_what_is_being_sent_gives_the_rest_back_and_makes_nothing_unknown()
    {
        await using var rig = await LedgerRig.OnSqliteAsync(new ChannelCapabilities { MaxConcurrent = 2, MaxPerSecond = 1_000 });
        var sending = new TaskCompletionSource();
        var goOn = new TaskCompletionSource();
        rig.Provider.Answer = async (_, _) =>
        {
            sending.TrySetResult();
            await goOn.Task;
            return new DeliveryResult.Accepted(null);
        };
        var ids = new List<Guid>();
        for (var i = 0; i < 6; i++) ids.Add(await rig.PlanAsync(rig.NewId()));
        using var dispatcher = rig.NewDispatcher();
        await dispatcher.StartAsync(Ct);
        await sending.Task.WaitAsync(Patience, TimeProvider.System, Ct);

        var stopping = dispatcher.StopAsync(Ct);
        Assert.False(stopping.IsCompleted);
        goOn.SetResult();
        await stopping.WaitAsync(Patience, TimeProvider.System, Ct);

        var states = new List<DeliveryState>();
        foreach (var id in ids) states.Add(await rig.StateAsync(id));
        Assert.Equal(rig.Provider.Given.Count, states.Count(state => state == DeliveryState.Accepted));
        Assert.All(states, state => Assert.True(state is DeliveryState.Accepted or DeliveryState.Planned, state.ToString()));
        Assert.InRange(rig.Provider.Given.Count, 1, 2);
    }

    [Fact]
    public async Task While_nothing_can_be_renewed_nothing_begins_and_afterwards_all_goes_on()
    {
        await using var rig = await LedgerRig.OnSqliteAsync(new ChannelCapabilities { SendTimeout = TimeSpan.FromMinutes(5) });
        var answer = new TaskCompletionSource<DeliveryResult>();
        rig.Provider.Answer = (_, _) => answer.Task;
        using var dispatcher = rig.NewDispatcher();
        await dispatcher.StartAsync(Ct);
        var sending = await rig.PlanAsync(rig.NewId());
        await Eventually.HoldsAsync(() => rig.Provider.Given.Count == 1, "the attempt begins", Patience, Ct);
        var waiting = await rig.PlanAsync(rig.NewId(), TimeSpan.FromSeconds(1));

        await rig.RenameTableAsync("deliveries", "away");
        var until = rig.Time.GetUtcNow() + 2 * Ownership.Length;
        await rig.AdvanceUntilAsync(() => Task.FromResult(rig.Time.GetUtcNow() >= until), 3 * Ownership.Length, "time passes");
        Assert.Equal([sending], rig.Provider.Given);

        await rig.RenameTableAsync("away", "deliveries");
        answer.SetResult(new DeliveryResult.Accepted(null));
        await rig.AdvanceUntilAsync(
            async () => await rig.StateAsync(sending) == DeliveryState.Accepted && await rig.StateAsync(waiting) == DeliveryState.Accepted,
            TimeSpan.FromMinutes(1), "both are accepted");
        Assert.Equal([sending, waiting], rig.Provider.Given);
        await dispatcher.StopAsync(Ct);
    }

    [Fact]
    public async Task Lanes_follow_the_accounts_that_are_configured()
    {
        await using var rig = await LedgerRig.OnSqliteAsync();
        var waiting = await rig.PlanAsync(rig.NewId(), channel: "late");
        using var dispatcher = rig.NewDispatcher();
        await dispatcher.StartAsync(Ct);
        var late = new FakeProvider("late");
        rig.Channels.Put(late);
        await Eventually.HoldsAsync(() => late.Given.Contains(waiting), "the new account sends", Patience, Ct);

        var replaced = new FakeProvider("late");
        rig.Channels.Put(replaced);
        var next = await rig.PlanAsync(rig.NewId(), channel: "late");
        await Eventually.HoldsAsync(() => replaced.Given.Contains(next) || late.Given.Contains(next), "one of them sends", Patience, Ct);

        rig.Channels.Remove("late");
        await dispatcher.StopAsync(Ct);
        Assert.Single(late.Given.Concat(replaced.Given), id => id == next);
    }
}
