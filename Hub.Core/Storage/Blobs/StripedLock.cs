namespace Hub.Core.Storage.Blobs;

/// <summary>Lets one at a time work on a content: as many locks as a hash's first two digits have values.</summary>
internal sealed class StripedLock : IDisposable
{
    private readonly SemaphoreSlim[] _stripes = [.. Enumerable.Range(0, 256).Select(_ => new SemaphoreSlim(1))];

    public async Task<IDisposable> EnterAsync(BlobHash hash, CancellationToken ct)
    {
        var stripe = _stripes[Convert.ToInt32(hash.ToString()[..2], 16)];
        await stripe.WaitAsync(ct);
        return new Place(stripe);
    }

    public void Dispose()
    {
        foreach (var stripe in _stripes) stripe.Dispose();
    }

    private sealed class Place(SemaphoreSlim stripe) : IDisposable
    {
        public void Dispose() => stripe.Release();
    }
}
