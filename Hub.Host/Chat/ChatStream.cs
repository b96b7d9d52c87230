using Hub.Core;
using Hub.Core.Journal;
using Hub.Core.Storage;
using Hub.Host.Events;

namespace Hub.Host.Chat;

/// <summary>
/// One visitor's stream: the messages of the visitor's own chat as they may be seen, and who writes an answer. The journal says when to look;
/// what is told is read from the store, so nothing is kept for a slow visitor. A number follows what it covers: a visitor who comes again after
/// a broken line may hear a message twice, which its id tells, and never misses one.
/// </summary>
internal sealed class ChatStream(EventFeed feed, ChatHistory history, QueuePace pace, Store store, ILogger log, CancellationToken stopping) : IResult
{
    // however much happens in the hub, a stream looks a few times a second
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(60);

    // others move on without a word to this visitor
    private static readonly TimeSpan BetweenPlaces = TimeSpan.FromSeconds(5);

    private readonly HashSet<Guid> _conversations = [];
    private ChatPlace? _place;
    private long? _told;
    private ChatWriter? _writer;
    private ChatWaitingView _waiting = new();
    private long _lookedAt;

    public required ChatVisitor Visitor { get; init; }

    /// <summary>The number of the last entry that was looked at.</summary>
    public required long Position { get; set; }

    /// <summary>Whether the chat is still there.</summary>
    public required Func<bool> IsAtWork { get; init; }

    /// <summary>Called when the stream is over.</summary>
    public required Action Ended { get; init; }

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(httpContext.RequestAborted, stopping);
        try
        {
            await RunAsync(new EventPipe(httpContext, store.Time), ending.Token);
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            // the visitor has gone, or the host stops
        }
        catch (StoreException error)
        {
            // the page comes again
            Log.StreamBroke(log, error);
        }
        finally
        {
            Ended();
        }
    }

    private async Task RunAsync(EventPipe pipe, CancellationToken ct)
    {
        pipe.Begin();
        await FindPlaceAsync(ct);
        await TellWriterAsync(pipe, ct);
        await TellWaitingAsync(pipe, ct);
        await BeatAsync(pipe, ct);
        while (IsAtWork())
        {
            if (pipe.UntilHeartbeat <= TimeSpan.Zero) await BeatAsync(pipe, ct);
            if (_writer is not null && UntilSilent() <= TimeSpan.Zero) await TellWriterAsync(pipe, ct);
            if (UntilPlace() <= TimeSpan.Zero) await TellWaitingAsync(pipe, ct);
            var news = feed.Next;
            // cut behind this visitor's back: the page hears so when it comes again
            if (await feed.ReadAfterAsync(Position, ct) is not { } frames) return;
            if (frames.Count == 0) await Signal.WaitAsync(news, UntilDue(pipe), store.Time, ct);
            else await TellAsync(pipe, frames, ct);
            await Task.Delay(BetweenLooks, store.Time, ct);
        }
    }

    private async Task TellAsync(EventPipe pipe, IReadOnlyList<EventFrame> frames, CancellationToken ct)
    {
        if (_place is null && frames.Any(frame => frame.Entry.Kind == JournalKinds.MessageReceived)) await FindPlaceAsync(ct);
        foreach (var frame in frames.Where(frame => _place is not null && frame.Entry.ContactId == _place.ContactId))
            if (frame.Entry.ConversationId is { } id) _conversations.Add(id);
        var mine = frames.Select(frame => frame.Entry).Where(entry => entry.ConversationId is { } id && _conversations.Contains(id)).ToList();
        var messages = mine.Where(MayShowMessage).Select(entry => entry.MessageId).OfType<Guid>().Distinct().ToList();
        var shown = messages.Count == 0 ? [] : await history.FindAsync(Visitor, messages, ct);
        foreach (var message in shown) pipe.Write(ChatFrame.Of(message));
        Position = frames[^1].Entry.Seq;
        if (mine.Exists(entry => entry.Kind == JournalKinds.ConversationWriting)) await TellWriterAsync(pipe, ct);
        if (mine.Count > 0) await TellWaitingAsync(pipe, ct);
        if (shown.Count > 0) await BeatAsync(pipe, ct);
    }

    /// <summary>What came in, and what goes out once its delivery says so; that the visitor got it is no news to the visitor.</summary>
    private bool MayShowMessage(JournalEntry entry) => entry.Kind == JournalKinds.MessageReceived
        || (entry.Kind == JournalKinds.DeliveryChanged && entry.Actor != "channel:" + Visitor.ChannelId);

    private async Task FindPlaceAsync(CancellationToken ct)
    {
        (_place, var conversations) = await store.ReadAsync(
            async (db, read) =>
            {
                var place = await ChatReader.PlaceAsync(db, Visitor, read);
                return (place, place is null ? [] : await ChatReader.ConversationsAsync(db, place, read));
            },
            ct);
        _conversations.UnionWith(conversations);
    }

    private async Task TellWriterAsync(EventPipe pipe, CancellationToken ct)
    {
        if (_place is not { } place) return;
        var before = _writer?.Name;
        _writer = await store.ReadAsync((db, read) => ChatReader.WriterAsync(db, Visitor, place, read), ct);
        if (_writer?.Name == before) return;
        pipe.Write(ChatFrame.Of(new ChatTypingView(_writer?.Name)));
        await pipe.FlushAsync(ct);
    }

    private async Task TellWaitingAsync(EventPipe pipe, CancellationToken ct)
    {
        if (_place is not { } place || !Visitor.Channel.Options.ShowWaiting) return;
        _lookedAt = store.Time.GetTimestamp();
        var waiting = await store.ReadAsync((db, read) => ChatReader.WaitingAsync(db, Visitor, place, read), ct);
        var minutes = waiting is null ? null : pace.Expected(waiting.QueueId, waiting.Place)?.TotalMinutes;
        var view = new ChatWaitingView(waiting?.Place, minutes is { } about ? (int)Math.Ceiling(about) : null);
        if (view == _waiting) return;
        _waiting = view;
        pipe.Write(ChatFrame.Of(view));
        await pipe.FlushAsync(ct);
    }

    private TimeSpan UntilPlace() => _waiting.Place is null ? TimeSpan.MaxValue : BetweenPlaces - store.Time.GetElapsedTime(_lookedAt);

    private async Task BeatAsync(EventPipe pipe, CancellationToken ct)
    {
        pipe.Write(EventFrame.Heartbeat(_told == Position ? null : Position));
        await pipe.FlushAsync(ct);
        _told = Position;
    }

    private TimeSpan UntilDue(EventPipe pipe)
    {
        var due = pipe.UntilHeartbeat;
        if (_writer is not null && UntilSilent() is var silent && silent < due) due = silent;
        return UntilPlace() is var next && next < due ? next : due;
    }

    private TimeSpan UntilSilent() => _writer!.UntilAt.ToTime() - store.Time.GetUtcNow();
}
