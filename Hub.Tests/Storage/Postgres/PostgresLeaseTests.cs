using Hub.Core.Storage;
using Hub.Tests.Contracts;

namespace Hub.Tests.Storage.Postgres;

public sealed class PostgresLeaseTests : LeaseContract
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    protected override async Task<StoreRig> StartAsync() => await PostgresRig.StartAsync(Ct);

    [Fact]
    public async Task P21_a_takeover_waits_for_a_fenced_transaction_and_a_renewal_does_not()
    {
        var lease = await Here.TryTakeAsync("work", Ct);
        var fenced = new TaskCompletionSource();
        var finish = new TaskCompletionSource();
        var writing = Store.WriteAsync(
            async (tx, ct) =>
            {
                await tx.FenceAsync(lease!, ct);
                fenced.SetResult();
                await finish.Task.WaitAsync(Patience, TimeProvider.System, ct);
                await Probe.AddAsync(tx, "in time", ct);
            },
            Ct);
        await fenced.Task.WaitAsync(Patience, TimeProvider.System, Ct);

        Assert.True(await Here.RenewAsync(lease!, Ct).WaitAsync(Patience, TimeProvider.System, Ct));
        await Rig.ExpireLeasesAsync(Store, Ct);
        var takingOver = There.TryTakeAsync("work", Ct);
        await SomebodyWaitsForALockAsync();
        Assert.False(takingOver.IsCompleted);

        finish.SetResult();
        await writing;
        Assert.Equal(lease!.Epoch + 1, (await takingOver)!.Epoch);
        Assert.Equal(["in time"], await Probe.NamesAsync(Store, Ct));
    }

    [Fact]
    public async Task P21_a_node_that_stops_inside_a_fenced_transaction_holds_its_successor_up_for_3_s_and_then_fails()
    {
        var lease = await Here.TryTakeAsync("work", Ct);
        var fenced = new TaskCompletionSource();
        var resume = new TaskCompletionSource();
        var writing = Store.WriteAsync(
            async (tx, ct) =>
            {
                await tx.FenceAsync(lease!, ct);
                fenced.TrySetResult();
                await resume.Task.WaitAsync(Patience, TimeProvider.System, ct);
                await Probe.AddAsync(tx, "late", ct);
            },
            Ct);
        await fenced.Task.WaitAsync(Patience, TimeProvider.System, Ct);
        await Rig.ExpireLeasesAsync(Store, Ct);

        var began = TimeProvider.System.GetTimestamp();
        Assert.NotNull(await There.TryTakeAsync("work", Ct).WaitAsync(Patience, TimeProvider.System, Ct));
        Assert.InRange(TimeProvider.System.GetElapsedTime(began).TotalSeconds, 1, 6);

        // it runs again on another connection, where the fence stops it
        resume.SetResult();
        await Assert.ThrowsAsync<LeaseLostException>(() => writing);
        Assert.Empty(await Probe.NamesAsync(Store, Ct));
    }

    [Fact]
    public async Task L09_the_servers_clock_decides_not_a_nodes()
    {
        await Here.TryTakeAsync("work", Ct);

        var left = await Store.ReadAsync(
            (session, ct) => session.FirstAsync<long>("SELECT until_at - {now} FROM leases WHERE name = 'work'", null, ct), Ct);

        Assert.InRange(left, 1, (long)Leases.Length.TotalMilliseconds);
    }

    private Task SomebodyWaitsForALockAsync() => Eventually.HoldsAsync(
        async ct => await Store.ReadAsync(
            (session, token) => session.FirstAsync<long>(
                "SELECT COUNT(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()", null, token),
            ct) > 0,
        "the takeover waits for a lock", Patience, Ct);
}
