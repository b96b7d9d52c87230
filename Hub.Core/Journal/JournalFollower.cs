using System.Runtime.CompilerServices;
using Hub.Core.Storage;

namespace Hub.Core.Journal;

/// <summary>
/// Follows the journal for those who keep their place themselves: the search index in its own file, a stream of events not at all.
/// </summary>
public sealed class JournalFollower(Store store)
{
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Yields every entry with a number above <paramref name="after"/>, in order and without a gap, in groups of up to
    /// <see cref="JournalLog.MostEntries"/>, as soon as they are committed on any node; ends only by cancellation. Whether the journal
    /// still reaches back to <paramref name="after"/> is asked of <see cref="JournalLog.RangeAsync"/>.
    /// </summary>
    /// <param name="after">The number.</param>
    /// <param name="ct">Ends it.</param>
    /// <param name="caughtUp">Called whenever there is nothing more for now, each second while that lasts.</param>
    public async IAsyncEnumerable<IReadOnlyList<JournalEntry>> FollowAsync(
        long after, [EnumeratorCancellation] CancellationToken ct, Func<CancellationToken, Task>? caughtUp = null)
    {
        while (true)
        {
            ct.ThrowIfCancellationRequested();
            var news = store.Signals[Topic.Journal].Next;
            var position = after;
            var entries = await store.ReadAsync(
                (session, token) => JournalLog.ReadAfterAsync(session, position, JournalLog.MostEntries, token), ct);
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
}
