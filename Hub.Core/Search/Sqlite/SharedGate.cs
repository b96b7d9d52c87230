namespace Hub.Core.Search.Sqlite;

/// <summary>Lets many in at a time, or one alone.</summary>
internal sealed class SharedGate : IDisposable
{
    private const int Places = 64;

    private readonly SemaphoreSlim _places = new(Places);
    private readonly SemaphoreSlim _alone = new(1);

    public async Task<IDisposable> EnterAsync(CancellationToken ct)
    {
        await _places.WaitAsync(ct);
        return new Stay(this, 1);
    }

    /// <summary>Waits until everybody has left; who comes meanwhile waits.</summary>
    public async Task<IDisposable> EnterAloneAsync(CancellationToken ct)
    {
        await _alone.WaitAsync(ct);
        var taken = 0;
        try
        {
            for (; taken < Places; taken++) await _places.WaitAsync(ct);
            return new Stay(this, Places);
        }
        catch
        {
            if (taken > 0) _places.Release(taken);
            throw;
        }
        finally
        {
            // once all places are taken nobody else needs keeping out of taking them
            _alone.Release();
        }
    }

    public void Dispose()
    {
        _places.Dispose();
        _alone.Dispose();
    }

    private sealed class Stay(SharedGate gate, int places) : IDisposable
    {
        public void Dispose() => gate._places.Release(places);
    }
}
