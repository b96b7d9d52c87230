using System.Globalization;
using Hub.Core.Journal;
using Hub.Core.Storage;

namespace Hub.Core.Subscriptions;

/// <summary>
/// Tells one subscription what happens, under a lease. What it asks for is written down as rows in the transaction that moves its position, so
/// nothing is lost or told anew by a restart; a row goes when the receiver has taken it. A crash between the two repeats a post: the
/// receiver knows it by its number.
/// </summary>
internal sealed class SubscriptionRun(Guid id, Lease lease, Store store, Leases leases, SubscriptionHealth health, IEventTarget target)
{
    private const int MostWaiting = 10_000;
    private const int MostAtATime = 64;

    /// <summary>After so many failures in a row the receiver is down: one post at a time, with a pause, finds out when that is over.</summary>
    private const int FailuresThatOpen = 5;

    private static readonly TimeSpan BetweenMoves = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan UntilRenewed = TimeSpan.FromMilliseconds(200);

    private int _failures;
    private long _stored = -1;
    private long _passed;
    private long _movedAt;

    /// <summary>Whether the receiver seems to be down.</summary>
    public bool IsOpen => Volatile.Read(ref _failures) >= FailuresThatOpen;

    /// <summary>Writes down what is new and posts what is due.</summary>
    /// <returns>Whether there was anything to do; null where the subscription is gone or switched off.</returns>
    public async Task<bool?> PassAsync(CancellationToken ct)
    {
        var found = await store.ReadAsync(
            async (db, token) => await SubscriptionStore.FindAsync(db, id, token) is not { Enabled: true } present ? null : Tuple.Create(
                present,
                await JournalLog.ReadAfterAsync(db, After(present), JournalLog.MostEntries, token),
                await JournalLog.RangeAsync(db, token),
                await EventPosts.WaitingAsync(db, id, token)),
            ct);
        if (found is not var (subscription, entries, range, waiting)) return null;
        // what a server forgets that loses its power must not be told
        if (entries.Count > 0) await store.SettleAsync(ct);
        var isNew = waiting < MostWaiting && await WriteDownAsync(subscription, entries, range, ct);
        return await PostDueAsync(subscription, ct) || isNew;
    }

    /// <summary>From where to read on: what did not concern the subscription is passed over in memory for a while.</summary>
    private long After(EventSubscription present)
    {
        // moved by somebody else: it is replayed
        if (present.Position != _stored) (_stored, _passed) = (present.Position, present.Position);
        return _passed;
    }

    private async Task<bool> WriteDownAsync(EventSubscription subscription, List<JournalEntry> entries, JournalRange range, CancellationToken ct)
    {
        var posts = entries.Where(entry => EventKinds.Mean(subscription.Kinds, entry.Kind)).Select(PostOf).ToList();
        var gap = range.Continues(_passed) ? null : GapOf(_passed + 1, range.Oldest - 1);
        if (gap is not null) posts.Insert(0, gap);
        var last = Math.Max(entries.Count > 0 ? entries[^1].Seq : _passed, gap?.Seq ?? 0);
        if (last == _passed && _passed == _stored) return false;
        if (posts.Count > 0 || store.Time.GetElapsedTime(_movedAt) >= BetweenMoves)
        {
            await store.WriteAsync((tx, token) => MoveAsync(tx, last, posts, gap, token), ct);
            // where somebody else moved it meanwhile, the next look finds that
            (_stored, _movedAt) = (last, store.Time.GetTimestamp());
        }

        _passed = last;
        return posts.Count > 0 || entries.Count == JournalLog.MostEntries;
    }

    private async Task MoveAsync(Tx tx, long to, List<EventPost> posts, EventPost? gap, CancellationToken ct)
    {
        await tx.FenceAsync(lease, ct);
        var moved = await tx.Statement("UPDATE event_subscriptions SET position = $3 WHERE id = $1 AND position = $2 AND enabled")
            .Bind(id).Bind(_stored).Bind(to).ExecuteAsync(ct);
        if (moved == 0) return;
        await EventPosts.AddAsync(tx, id, posts, ct);
        if (gap is not null) await health.LostAsync(tx, id, $"The journal no longer holds what a subscription was to be told up to {gap.Seq}.", ct);
    }

    private EventPost PostOf(JournalEntry entry) =>
        new() { Seq = entry.Seq, Kind = entry.Kind, Body = target.BodyOf(entry), ConversationId = entry.ConversationId };

    /// <summary>Tells the receiver which numbers it will never see; it bears the last of them.</summary>
    private EventPost GapOf(long from, long to) => PostOf(new JournalEntry
    {
        Seq = to,
        At = store.Time.NowMs(),
        Kind = EventGap.Kind,
        Actor = "system",
        Subject = Ids.Text(id),
        Changes = EventGap.Changes(from, to),
    });

    private async Task<bool> PostDueAsync(EventSubscription subscription, CancellationToken ct)
    {
        var due = await store.ReadAsync((db, token) => EventPosts.DueAsync(db, id, IsOpen ? 1 : MostAtATime, token), ct);
        await Parallel.ForEachAsync(
            due,
            new ParallelOptions { MaxDegreeOfParallelism = target.AtOnce, CancellationToken = ct },
            async (post, token) =>
            {
                if (due.Count > 1 && IsOpen) return;
                await PostAsync(subscription, post, token);
            });
        return due.Count > 0;
    }

    private async Task PostAsync(EventSubscription subscription, EventPost post, CancellationToken ct)
    {
        if (!leases.MayActOutside(lease))
        {
            await Task.Delay(UntilRenewed, store.Time, ct);
            return;
        }

        var outcome = await target.PostAsync(subscription, post.Seq.ToString(CultureInfo.InvariantCulture), post.Body, ct);
        if (outcome is PostOutcome.Taken) Volatile.Write(ref _failures, 0);
        else Interlocked.Increment(ref _failures);
        await store.WriteAsync(
            async (tx, token) =>
            {
                await tx.FenceAsync(lease, token);
                await ApplyAsync(tx, subscription, post, outcome, token);
            },
            ct);
    }

    private async Task ApplyAsync(Tx tx, EventSubscription subscription, EventPost post, PostOutcome outcome, CancellationToken ct)
    {
        switch (outcome)
        {
            case PostOutcome.Taken:
                await EventPosts.TakenAsync(tx, id, post.Seq, ct);
                if ((subscription.FailingSince is not null || post.Attempts > 0) && !await EventPosts.AnyTriedAsync(tx, id, ct))
                    await health.HealAsync(tx, id, ct);
                break;
            case PostOutcome.Gone:
                await health.DisableAsync(tx, id, ct);
                break;
            case PostOutcome.NotTaken { Error: var error, RetryAfter: var asked }:
                await health.FailAsync(tx, subscription, error, ct);
                var isLost = await EventPosts.PutOffAsync(tx, id, post.Seq, (error, PostRetry.After(post.Attempts, asked)), ct);
                if (isLost && IsOpen) await EventPosts.GiveUpOldAsync(tx, id, error, ct);
                if (isLost) await health.LostAsync(tx, id, "Events of a subscription were given up after 3 days; they can be retried for 30 days.", ct);
                break;
        }
    }
}
