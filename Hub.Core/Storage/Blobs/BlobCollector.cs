using Hub.Core.Housekeeping;

namespace Hub.Core.Storage.Blobs;

/// <summary>
/// Deletes the contents that no row names and nobody stored for <see cref="Grace"/>, and what killed processes left in the scratch
/// folder. Walks the ledger in pages; the decision about each is made again inside the write door.
/// </summary>
public sealed class BlobCollector(Store store, IBlobStore blobs, BlobScratch scratch) : IHousekeepingTask
{
    /// <summary>How long a content stays after it was last stored, though no row names it yet.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromHours(24);

    private const int PageRows = 1000;

    /// <inheritdoc/>
    public string Name => "blobs";

    /// <summary>Deletes all that is due; answers how many contents and scratch files that were.</summary>
    public async Task<long> RunAsync(Lease lease, CancellationToken ct)
    {
        long deleted = scratch.Sweep();
        var after = "";
        while (true)
        {
            var page = await BlobLedger.PageAsync(store, after, PageRows, ct);
            foreach (var (hash, _) in page.Where(row => row.Unused))
                if (await blobs.DeleteAsync(BlobHash.Parse(hash), lease, ct))
                    deleted++;
            if (page.Count < PageRows) return deleted;
            after = page[^1].Hash;
        }
    }
}
