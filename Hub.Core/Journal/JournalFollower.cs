using System.Runtime.CompilerServices;
using Hub.Core.Storage;

namespace Hub.Core.Journal;

/// <summary>
/// Follows the journal for all of a host who follow it: whoever is first at its end reads what is new, once it is on disk, and the others
/// have it from memory. One that is further behind reads for itself until it has caught up.
/// </summary>
public sealed class JournalFollower(Store store) : IDisposable
{
    private const int Kept = 4096;
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(1);

    private readonly JournalRing<JournalEntry> _latest = new(Kept, entry => entry.Seq);
    private readonly SemaphoreSlim _atTheEnd = new(1);
    private long _end = -1;

    /// <summary>
    /// Yields every entry with a number above <paramref name="after"/>, in order and without a gap, in groups of up to
    /// <see cref="JournalLog.MostEntries"/>, as soon as they are durable, whatever node committed them; ends only by cancellation. Whether
    /// the journal still reaches back to <paramref name="after"/> is asked of <see cref="JournalLog.RangeAsync"/>.
    /// </summary>
    /// <param name="after">The number.</param>
    /// <param name="ct">Ends it.</param>
    /// <param name="caughtUp">Called whenever there is nothing more for now, each second while that lasts.</param>
    /// <exception cref="StoreException">The journal could not be read.</exception>
    public async IAsyncEnumerable<IReadOnlyList<JournalEntry>> FollowAsync(
        long after, [EnumeratorCancellation] CancellationToken ct, Func<CancellationToken, Task>? caughtUp = null)
    {
        while (true)
        {
            ct.ThrowIfCancellationRequested();
            var news = store.Signals[Topic.Journal].Next;
            var entries = await NextAsync(after, ct);
            if (entries.Count == 0)
            {
                if (caughtUp is not null) await caughtUp(ct);
                await Signal.WaitAsync(news, LookAgain, store.Time, ct);
                continue;
            }

            after = entries[^1].Seq;
            yield return entries;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _atTheEnd.Dispose();

    private async Task<IReadOnlyList<JournalEntry>> NextAsync(long after, CancellationToken ct)
    {
        if (_latest.After(after, JournalLog.MostEntries) is { Count: > 0 } known) return known;
        // one who is behind holds up nobody
        if (after < Volatile.Read(ref _end)) return await ReadAsync(after, ct);
        await _atTheEnd.WaitAsync(ct);
        try
        {
            return after < _end ? _latest.After(after, JournalLog.MostEntries) ?? await ReadAsync(after, ct) : await ReadAtTheEndAsync(after, ct);
        }
        finally
        {
            _atTheEnd.Release();
        }
    }

    private async Task<IReadOnlyList<JournalEntry>> ReadAtTheEndAsync(long after, CancellationToken ct)
    {
        if (after > _end) _latest.Begin(after);
        var entries = await ReadAsync(after, ct);
        foreach (var entry in entries) _latest.Add(entry);
        Volatile.Write(ref _end, entries.Count > 0 ? entries[^1].Seq : after);
        return entries;
    }

    // what a server forgets that loses its power must not stay in memory either
    private async Task<List<JournalEntry>> ReadAsync(long after, CancellationToken ct)
    {
        var entries = await store.ReadAsync((session, token) => JournalLog.ReadAfterAsync(session, after, JournalLog.MostEntries, token), ct);
        if (entries.Count > 0) await store.SettleAsync(ct);
        return entries;
    }
}
