using System.Text.Json;
using Hub.Core.Journal;
using Hub.Core.Storage;

namespace Hub.Host.Events;

/// <summary>
/// The one reader of the journal that feeds every stream of this host. A stream that is further behind than the ring reaches reads the
/// journal itself, until it has caught up.
/// </summary>
internal sealed class EventFeed(Store store, JournalFollower journal, IEnumerable<IEventListener> listeners, ILogger<EventFeed> log)
    : BackgroundService
{
    private const int Kept = 4096;
    private static readonly TimeSpan BetweenTries = TimeSpan.FromSeconds(1);

    private readonly JournalRing<EventFrame> _ring = new(Kept, frame => frame.Entry.Seq);
    private readonly Signal _news = new();
    private long? _position;

    /// <summary>Completes when there is something new. Take it before looking.</summary>
    public Task Next => _news.Next;

    /// <summary>The entries after a number, up to 200; null where the journal no longer reaches back to it.</summary>
    /// <exception cref="StoreException">The journal had to be read and could not be.</exception>
    public async ValueTask<IReadOnlyList<EventFrame>?> ReadAfterAsync(long seq, CancellationToken ct)
    {
        if (_ring.After(seq, JournalLog.MostEntries) is { } frames) return frames;
        var (entries, range) = await store.ReadAsync(
            async (db, token) => (
                await JournalLog.ReadAfterAsync(db, seq, JournalLog.MostEntries, token),
                await JournalLog.RangeAsync(db, token)),
            ct);
        if (entries.Count > 0) await store.SettleAsync(ct);
        return range.Continues(seq) ? entries.ConvertAll(Frame) : null;
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
            catch (Exception error)
            {
                // the loop's top
                Log.FeedFailed(log, error);
                await Task.Delay(BetweenTries, store.Time, stoppingToken).ContinueWith(_ => { }, TaskScheduler.Default);
            }
        }
    }

    private async Task FollowAsync(CancellationToken ct)
    {
        if (_position is null)
        {
            _position = (await store.ReadAsync(JournalLog.RangeAsync, ct)).Newest;
            _ring.Begin(_position.Value);
        }

        await foreach (var entries in journal.FollowAsync(_position.Value, ct))
        {
            foreach (var entry in entries)
            {
                foreach (var listener in listeners) listener.Hear(entry);
                _ring.Add(Frame(entry));
            }

            _position = entries[^1].Seq;
            _news.Pulse();
        }
    }

    private EventFrame Frame(JournalEntry entry)
    {
        try
        {
            return EventFrame.Of(entry);
        }
        catch (JsonException error)
        {
            // one entry must not stop those behind it
            Log.ChangesUnreadable(log, entry.Seq, error);
            return EventFrame.Of(entry with { Changes = null });
        }
    }
}
