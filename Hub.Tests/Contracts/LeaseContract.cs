using Hub.Core.Storage;
using Hub.Tests.Storage;

namespace Hub.Tests.Contracts;

/// <summary>What every engine promises about work that must run once.</summary>
public abstract class LeaseContract : IAsyncLifetime
{
    private const string Work = "poller:support";
    private StoreRig? _rig;
    private Store? _store;

    protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    protected StoreRig Rig => _rig!;

    protected Store Store => _store!;

    protected Leases Here { get; private set; } = null!;

    protected Leases There { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        _rig = await StartAsync();
        _store = await _rig.OpenAsync(Ct);
        Here = new Leases(_store, new NodeId("here"));
        There = new Leases(_store, new NodeId("there"));
        await Probe.CreateTableAsync(_store, Ct);
    }

    public async ValueTask DisposeAsync()
    {
        if (_store is not null) await _store.DisposeAsync();
        if (_rig is not null) await _rig.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_lease_has_one_owner()
    {
        Assert.NotNull(await Here.TryTakeAsync(Work, Ct));

        Assert.Null(await There.TryTakeAsync(Work, Ct));
        Assert.NotNull(await There.TryTakeAsync("another", Ct));
    }

    [Fact]
    public async Task Of_many_who_reach_for_a_free_lease_one_gets_it()
    {
        var taken = await Task.WhenAll(
            Enumerable.Range(0, 32).Select(i => new Leases(Store, new NodeId($"node {i}")).TryTakeAsync(Work, Ct)));

        Assert.Single(taken, lease => lease is not null);
    }

    [Fact]
    public async Task Its_owner_may_renew_it_and_take_it_again_without_a_new_epoch()
    {
        var lease = await Here.TryTakeAsync(Work, Ct);

        Assert.True(await Here.RenewAsync(lease!, Ct));
        Assert.Equal(lease!.Epoch, (await Here.TryTakeAsync(Work, Ct))!.Epoch);
    }

    [Fact]
    public async Task A_lease_that_was_not_renewed_is_taken_over_with_a_higher_epoch()
    {
        var former = await Here.TryTakeAsync(Work, Ct);
        await Rig.ExpireLeasesAsync(Store, Ct);

        var lease = await There.TryTakeAsync(Work, Ct);

        Assert.Equal(former!.Epoch + 1, lease!.Epoch);
        Assert.False(await Here.RenewAsync(former, Ct));
        Assert.Null(await Here.TryTakeAsync(Work, Ct));
    }

    [Fact]
    public async Task A_lease_whose_time_is_over_cannot_be_renewed()
    {
        var lease = await Here.TryTakeAsync(Work, Ct);
        await Rig.ExpireLeasesAsync(Store, Ct);

        Assert.False(await Here.RenewAsync(lease!, Ct));
    }

    [Fact]
    public async Task A_lease_that_is_given_back_is_free_at_once_and_its_epoch_grows()
    {
        var former = await Here.TryTakeAsync(Work, Ct);
        await Here.ReleaseAsync(former!, Ct);

        Assert.Equal(former!.Epoch + 1, (await There.TryTakeAsync(Work, Ct))!.Epoch);
    }

    [Fact]
    public async Task A_former_owner_cannot_give_back_what_is_its_successors()
    {
        var former = await Here.TryTakeAsync(Work, Ct);
        await Rig.ExpireLeasesAsync(Store, Ct);
        await There.TryTakeAsync(Work, Ct);

        await Here.ReleaseAsync(former!, Ct);

        Assert.Null(await Here.TryTakeAsync(Work, Ct));
    }

    [Fact]
    public async Task The_owners_fenced_transaction_commits()
    {
        var lease = await Here.TryTakeAsync(Work, Ct);

        await WriteFencedAsync(lease!, "a");

        Assert.Equal(["a"], await Probe.NamesAsync(Store, Ct));
    }

    [Fact]
    public async Task P21_a_fenced_transaction_of_a_former_owner_fails_and_leaves_nothing()
    {
        var former = await Here.TryTakeAsync(Work, Ct);
        await Rig.ExpireLeasesAsync(Store, Ct);
        await There.TryTakeAsync(Work, Ct);

        await Assert.ThrowsAsync<LeaseLostException>(() => WriteFencedAsync(former!, "late"));

        Assert.Empty(await Probe.NamesAsync(Store, Ct));
    }

    protected abstract Task<StoreRig> StartAsync();

    protected Task WriteFencedAsync(Lease lease, string name) => Store.WriteAsync(
        async (tx, ct) =>
        {
            await Probe.AddAsync(tx, name, ct);
            await tx.FenceAsync(lease, ct);
        },
        Ct);
}
