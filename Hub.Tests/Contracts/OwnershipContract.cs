using Hub.Core.Channels;
using Hub.Core.Deliveries;
using Hub.Core.Storage;
using Hub.Tests.Deliveries;

namespace Hub.Tests.Contracts;

/// <summary>What must hold on every engine when an owner renews, dies, sleeps, or comes back late.</summary>
public abstract class OwnershipContract<TDatabase> : StoreContractBase<TDatabase> where TDatabase : ITestDatabase, new()
{
    private static readonly NodeId Other = new("other");

    [Fact]
    public async Task What_is_under_way_is_renewed_and_no_sweep_touches_it()
    {
        var rig = LedgerRig.On(Store);
        var id = await rig.PlanAsync(rig.NewId());
        var answer = new TaskCompletionSource<DeliveryResult>();
        rig.Provider.Answer = (_, _) => answer.Task;
        var parts = rig.NewParts();
        var lane = rig.NewLane(parts);
        await lane.RunOnceAsync(Ct);
        await Eventually.HoldsAsync(() => rig.Provider.Given.Count == 1, "the attempt begins", Patience, Ct);

        await rig.LapseAsync();
        await parts.Ownership.RenewAsync(Ct);
        await rig.NewSweep(Other).RunOnceAsync(Ct);
        Assert.Equal(DeliveryState.Attempting, await rig.StateAsync(id));
        Assert.Equal(1, await CountAsync("SELECT COUNT(*) FROM deliveries WHERE owned_until > updated_at"));

        answer.SetResult(new DeliveryResult.Accepted(null));
        await lane.WhenIdleAsync();
        Assert.Equal(DeliveryState.Accepted, await rig.StateAsync(id));
    }

    [Fact]
    public async Task A_renewal_holds_for_the_length_of_an_ownership_by_the_databases_clock()
    {
        var rig = LedgerRig.On(Store);
        var id = await rig.PlanAsync(rig.NewId());
        var parts = rig.NewParts();
        var claimed = Assert.Single(await parts.Work.ClaimAsync("fake", 8, Ct));
        parts.Ownership.Keep(claimed);
        await rig.LapseAsync();
        var before = Time.GetUtcNow().ToUnixTimeMilliseconds();
        await parts.Ownership.RenewAsync(Ct);

        var until = await CountAsync("SELECT owned_until FROM deliveries");
        Assert.InRange(until - before, (long)Ownership.Length.TotalMilliseconds, (long)(Ownership.Length + Patience).TotalMilliseconds);
        Assert.Equal(DeliveryState.Leased, await rig.StateAsync(id));
    }

    [Fact]
    public async Task A_claim_that_its_node_never_heard_of_lapses_although_the_node_lives()
    {
        var rig = LedgerRig.On(Store);
        var forgotten = await rig.PlanAsync(rig.NewId());
        var parts = rig.NewParts();
        Assert.Single(await parts.Work.ClaimAsync("fake", 8, Ct));
        var known = await rig.PlanAsync(rig.NewId());
        parts.Ownership.Keep(Assert.Single(await parts.Work.ClaimAsync("fake", 8, Ct)));

        await rig.LapseAsync();
        await parts.Ownership.RenewAsync(Ct);
        await rig.NewSweep().RunOnceAsync(Ct);

        Assert.Equal(DeliveryState.Planned, await rig.StateAsync(forgotten));
        Assert.Equal(DeliveryState.Leased, await rig.StateAsync(known));
    }

    [Fact]
    public async Task A_renewal_revives_nothing_that_was_given_up_or_that_another_node_owns()
    {
        var rig = LedgerRig.On(Store);
        var id = await rig.PlanAsync(rig.NewId());
        var slept = rig.NewParts();
        slept.Ownership.Keep(Assert.Single(await slept.Work.ClaimAsync("fake", 8, Ct)));
        await rig.LapseAsync();
        await rig.NewSweep(Other).RunOnceAsync(Ct);
        await slept.Ownership.RenewAsync(Ct);
        Assert.Equal(DeliveryState.Planned, await rig.StateAsync(id));

        Assert.Single(await rig.NewParts(Other).Work.ClaimAsync("fake", 8, Ct));
        await rig.LapseAsync();
        await slept.Ownership.RenewAsync(Ct);
        Assert.Equal(0, await CountAsync("SELECT owned_until FROM deliveries"));
    }

    [Fact]
    public async Task A_late_outcome_settles_an_unknown_but_never_moves_what_somebody_owns_now()
    {
        var rig = LedgerRig.On(Store);
        var id = await rig.PlanAsync(rig.NewId());
        var (slept, other) = (rig.NewParts().Work, rig.NewParts(Other).Work);
        var claimed = Assert.Single(await slept.ClaimAsync("fake", 8, Ct));
        Assert.True(await slept.BeginAsync(claimed, Ct));
        await rig.LapseAsync();
        await rig.NewSweep(Other).RunOnceAsync(Ct);
        Assert.True(await rig.RetryAsync(id));
        var again = Assert.Single(await other.ClaimAsync("fake", 8, Ct));

        await slept.EndAsync(claimed, new Outcome(DeliveryState.Failed), Ct);
        Assert.Equal(DeliveryState.Leased, await rig.StateAsync(id));
        Assert.True(await other.BeginAsync(again, Ct));
        await slept.EndAsync(claimed, new Outcome(DeliveryState.Failed), Ct);
        await slept.GiveBackAsync(claimed, TimeSpan.Zero, "slept", Ct);
        Assert.Equal(DeliveryState.Attempting, await rig.StateAsync(id));

        await rig.LapseAsync();
        await rig.NewSweep().RunOnceAsync(Ct);
        await slept.EndAsync(claimed, new Outcome(DeliveryState.Failed), Ct);
        Assert.Equal(DeliveryState.Unknown, await rig.StateAsync(id));
        await other.EndAsync(again, new Outcome(DeliveryState.Accepted), Ct);
        Assert.Equal(DeliveryState.Accepted, await rig.StateAsync(id));
    }

    [Fact]
    public async Task What_a_node_that_slept_claims_anew_is_not_disturbed_by_what_it_did_before()
    {
        var rig = LedgerRig.On(Store);
        var id = await rig.PlanAsync(rig.NewId());
        var work = rig.NewParts().Work;
        var before = Assert.Single(await work.ClaimAsync("fake", 8, Ct));
        await rig.LapseAsync();
        await rig.NewSweep(Other).RunOnceAsync(Ct);
        var anew = Assert.Single(await work.ClaimAsync("fake", 8, Ct));

        Assert.False(await work.BeginAsync(before, Ct));
        Assert.True(await work.BeginAsync(anew, Ct));
        await work.GiveBackAsync(before, TimeSpan.Zero, "slept", Ct);
        Assert.Equal(DeliveryState.Attempting, await rig.StateAsync(id));
    }

    [Fact]
    public async Task A_paused_owner_sends_nothing_that_was_taken_from_it()
    {
        var rig = LedgerRig.On(Store);
        var id = await rig.PlanAsync(rig.NewId());
        var (paused, goOn) = (new TaskCompletionSource(), new ManualResetEventSlim());
        rig.Content.Make = (_, message) =>
        {
            rig.Content.Make = (_, same) => same;
            paused.SetResult();
            goOn.Wait(Ct);
            return message;
        };
        var lane = rig.NewLane();
        await lane.RunOnceAsync(Ct);
        await paused.Task.WaitAsync(Patience, TimeProvider.System, Ct);

        await rig.LapseAsync();
        await rig.NewSweep(Other).RunOnceAsync(Ct);
        await rig.PumpAsync(rig.NewLane(Other));
        goOn.Set();
        await lane.WhenIdleAsync();

        Assert.Equal([id], rig.Provider.Given);
        Assert.Equal(DeliveryState.Accepted, await rig.StateAsync(id));
    }
}
