using System.Collections.Concurrent;
using Hub.Core;
using Hub.Core.Journal;
using Hub.Core.Routing;
using Hub.Core.Storage;
using Hub.Host.Events;

namespace Hub.Host.Chat;

/// <summary>How fast each queue moves now: measured by what the router has given away in the last hour, as the journal tells this host.</summary>
internal sealed class QueuePace(EventFeed feed, Store store, ILogger<QueuePace> log) : BackgroundService
{
    private const int Kept = 20;
    private const int Fewest = 3;
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);
    private static readonly TimeSpan BetweenTries = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<Guid, Queue<long>> _given = [];
    private long? _position;

    /// <summary>About how long one at this place will wait; null where too little was given away lately to tell.</summary>
    public TimeSpan? Expected(Guid queue, long place)
    {
        if (!_given.TryGetValue(queue, out var times)) return null;
        lock (times)
        {
            var now = store.Time.NowMs();
            while (times.TryPeek(out var oldest) && now - oldest > Longest.TotalMilliseconds) times.Dequeue();
            return times.Count < Fewest ? null : TimeSpan.FromMilliseconds((double)place * (now - times.Peek()) / times.Count);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await FollowAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (StoreException error)
            {
                // nothing is lost but a few measurements
                Log.PaceUnknown(log, error);
                await Task.Delay(BetweenTries, store.Time, stoppingToken).ContinueWith(_ => { }, TaskScheduler.Default);
            }
        }
    }

    private async Task FollowAsync(CancellationToken ct)
    {
        var news = feed.Next;
        _position ??= (await store.ReadAsync(JournalLog.RangeAsync, ct)).Newest;
        var frames = await feed.ReadAfterAsync(_position.Value, ct);
        foreach (var frame in frames ?? []) Note(frame.Entry);
        // where the journal was cut it begins anew
        _position = frames is null ? null : frames.Count > 0 ? frames[^1].Entry.Seq : _position;
        if (frames is { Count: 0 }) await news.WaitAsync(ct);
    }

    private void Note(JournalEntry entry)
    {
        if (entry is not { Actor: Router.Actor, QueueId: { } queue }) return;
        var times = _given.GetOrAdd(queue, _ => []);
        lock (times)
        {
            times.Enqueue(entry.At);
            if (times.Count > Kept) times.Dequeue();
        }
    }
}
