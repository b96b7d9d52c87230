using Hub.Core.Storage;
using Hub.Tests.Contracts;

namespace Hub.Tests.Storage.Sqlite;

public sealed class SqliteLeaseTests : LeaseContract
{
    protected override Task<StoreRig> StartAsync() => Task.FromResult<StoreRig>(new SqliteRig());

    [Fact]
    public async Task P21_nothing_may_leave_the_machine_after_half_of_the_time_unless_the_lease_was_renewed()
    {
        var time = ((SqliteRig)Rig).Time;
        var lease = await Here.TryTakeAsync("sender", Ct);
        time.Advance(Leases.Length / 2 - TimeSpan.FromMilliseconds(1));
        Assert.True(Here.MayActOutside(lease!));

        time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.False(Here.MayActOutside(lease!));

        Assert.True(await Here.RenewAsync(lease!, Ct));
        Assert.True(Here.MayActOutside(lease!));
    }

    [Fact]
    public async Task P26_a_turned_wall_clock_does_not_lengthen_what_may_leave_the_machine()
    {
        var time = ((SqliteRig)Rig).Time;
        var lease = await Here.TryTakeAsync("sender", Ct);

        time.SetUtcNow(time.GetUtcNow().AddDays(-1));
        time.Advance(Leases.Length / 2);

        Assert.False(Here.MayActOutside(lease!));
    }

    [Fact]
    public async Task L08_at_its_last_instant_a_lease_is_its_owners_and_a_millisecond_later_anybody_elses()
    {
        var time = ((SqliteRig)Rig).Time;
        var (kept, lost) = ((await Here.TryTakeAsync("kept", Ct))!, (await Here.TryTakeAsync("lost", Ct))!);
        time.Advance(Leases.Length);
        Assert.Null(await There.TryTakeAsync("kept", Ct));
        Assert.Null(await There.TryTakeAsync("lost", Ct));
        Assert.True(await Here.RenewAsync(kept, Ct));

        time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.False(await Here.RenewAsync(lost, Ct));
        Assert.NotNull(await There.TryTakeAsync("lost", Ct));
        Assert.Null(await There.TryTakeAsync("kept", Ct));
    }

    [Fact]
    public async Task A_host_that_starts_again_takes_the_leases_of_its_former_self_at_once()
    {
        var former = await Here.TryTakeAsync("poller", Ct);
        await Store.DisposeAsync();

        await using var store = await Rig.OpenAsync(Ct);
        var lease = await new Leases(store, new NodeId("here again")).TryTakeAsync("poller", Ct);

        Assert.Equal(former!.Epoch + 1, lease!.Epoch);
    }
}
