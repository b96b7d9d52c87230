namespace Hub.Core.Storage;

/// <summary>Lets a number of callers in at a time, until it is closed.</summary>
internal sealed class Gate(int places) : IAsyncDisposable
{
    private readonly SemaphoreSlim _free = new(places);
    private volatile bool _closed;

    /// <summary>Waits for a place; dispose it to leave.</summary>
    /// <exception cref="StoreUnavailableException">The gate is closed.</exception>
    public async Task<Place> EnterAsync(CancellationToken ct)
    {
        await _free.WaitAsync(ct);
        if (!_closed) return new Place(_free);
        _free.Release();
        throw Closed();
    }

    /// <summary>Lets nobody in any more, and completes when everybody has left.</summary>
    public async ValueTask DisposeAsync()
    {
        _closed = true;
        for (var i = 0; i < places; i++) await _free.WaitAsync();
        // those who still come must get far enough to hear that it is closed
        _free.Release(places);
    }

    /// <summary>What a caller hears who came too late.</summary>
    public static StoreUnavailableException Closed() => new("the store is closed: the hub is stopping");

    public readonly struct Place(SemaphoreSlim free) : IDisposable
    {
        public void Dispose() => free.Release();
    }
}
