using Hub.Core.Storage;
using Microsoft.Extensions.Logging;

namespace Hub.Core.Search;

/// <summary>
/// Feeds the index, on the node that holds the lease <c>search</c>: first what the journal tells, then, while that is nothing, the
/// messages that are older than the index. Position and content are committed together, so it may be killed at any time.
/// </summary>
public sealed class SearchIndexer(Store store, Leases leases, ISearchIndex index, SearchSource source, ILogger<SearchIndexer> log)
    : LeasedService(leases, store.Time, log)
{
    // one batch for what arrives within this time: an index is cheaper to fill by the hundred
    private static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan AtLatest = TimeSpan.FromSeconds(1);

    /// <inheritdoc/>
    protected override string LeaseName => "search";

    /// <inheritdoc/>
    protected override async Task RunAsync(Lease lease, CancellationToken ct)
    {
        await BeginAsync(lease, ct);
        while (true)
        {
            var news = store.Signals[Topic.Journal].Next;
            var began = store.Time.GetTimestamp();
            if (await RunOnceAsync(lease, ct))
            {
                // half of the time at the most: the index may be late, what arrives and who waits may not
                await Task.Delay(store.Time.GetElapsedTime(began), store.Time, ct);
                continue;
            }

            await Signal.WaitAsync(news, AtLatest, store.Time, ct);
            await Task.Delay(Gathering, store.Time, ct);
        }
    }

    /// <summary>Makes sure that the index continues the journal, or begins it anew.</summary>
    internal async Task BeginAsync(Lease lease, CancellationToken ct)
    {
        if (await index.PositionAsync(ct) is { } position && await source.ContinuesAsync(position, ct)) return;
        var start = await source.StartAsync(ct);
        await index.ResetAsync(start, lease, ct);
        Log.Begins(log, start.Journal, start.Backfill);
    }

    /// <summary>Takes in one batch; says whether another one may be waiting already.</summary>
    /// <exception cref="SearchUnavailableException">The index was lost meanwhile: begin again.</exception>
    internal async Task<bool> RunOnceAsync(Lease lease, CancellationToken ct)
    {
        var position = await index.PositionAsync(ct) ?? throw new SearchUnavailableException("The search index was lost and is made anew.");
        var news = await source.NewsAsync(position, ct);
        if (news is not null)
        {
            await index.AddAsync(news, lease, ct);
            return position.Backfill > 0 || news.To.Journal - position.Journal >= SearchSource.MostEntries;
        }

        if (await source.BackfillAsync(position, ct) is not { } older) return false;
        await index.AddAsync(older, lease, ct);
        if (older.To.Backfill == 0) Log.Filled(log);
        return true;
    }
}
