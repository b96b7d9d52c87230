using System.Collections.Concurrent;
using Hub.Core;
using Hub.Core.Journal;
using Hub.Core.Routing;
using Hub.Host.Events;

namespace Hub.Host.Chat;

/// <summary>How fast each queue moves now: measured by what the router has given away in the last hour, as the journal tells this host.</summary>
internal sealed class QueuePace(TimeProvider time) : IEventListener
{
    private const int Kept = 20;
    private const int Fewest = 3;
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    private readonly ConcurrentDictionary<Guid, Queue<long>> _given = [];

    /// <summary>About how long one at this place will wait; null where too little was given away lately to tell.</summary>
    public TimeSpan? Expected(Guid queue, long place)
    {
        if (!_given.TryGetValue(queue, out var times)) return null;
        lock (times)
        {
            var now = time.NowMs();
            while (times.TryPeek(out var oldest) && now - oldest > Longest.TotalMilliseconds) times.Dequeue();
            return times.Count < Fewest ? null : TimeSpan.FromMilliseconds((double)place * (now - times.Peek()) / times.Count);
        }
    }

    public void Hear(JournalEntry entry)
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
