using Hub.Core.Storage;
using Hub.Tests.Storage;

namespace Hub.Tests.Contracts;

/// <summary>A test with a store of an engine that it may close and open again, and a table to try it on.</summary>
public abstract class StoreContractRig : IAsyncLifetime
{
    private StoreRig? _rig;
    private Store? _store;

    protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    protected StoreRig Rig => _rig!;

    protected Store Store => _store!;

    public async ValueTask InitializeAsync()
    {
        _rig = await StartAsync();
        _store = await _rig.OpenAsync(Ct);
        await Probe.CreateTableAsync(Store, Ct);
    }

    public async ValueTask DisposeAsync()
    {
        if (_store is not null) await _store.DisposeAsync();
        if (_rig is not null) await _rig.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected abstract Task<StoreRig> StartAsync();
}
