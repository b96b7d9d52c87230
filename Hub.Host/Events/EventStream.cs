using Hub.Core.Storage;
using Hub.Host.Security;

namespace Hub.Host.Events;

/// <summary>
/// One client's stream. It holds no entries of its own, so a slow client costs nothing and slows nobody; one that takes nothing
/// is dropped (see <see cref="EventPipe"/>), and resumes where it was. The caller's rights are read anew every few seconds, and the stream ends
/// with the session or key.
/// </summary>
internal sealed class EventStream(EventFeed feed, Callers callers, TimeProvider time, ILogger log, CancellationToken stopping) : IResult
{
    public const string Action = "events.read";

    private static readonly TimeSpan RightsHold = TimeSpan.FromSeconds(4);

    private long _readRights;

    /// <summary>Who listens, with the rights as last read.</summary>
    public required Caller Caller { get; set; }

    /// <summary>The number of the last entry that was looked at.</summary>
    public required long Position { get; set; }

    /// <summary>The last number that the client was told; null for none.</summary>
    public required long? Told { get; set; }

    /// <summary>Called when the stream is over.</summary>
    public required Action Ended { get; init; }

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(httpContext.RequestAborted, stopping);
        try
        {
            await RunAsync(new EventPipe(httpContext, time), ending.Token);
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            // the client has gone, or the host stops
        }
        catch (StoreException error)
        {
            // without the store nobody can say what this client may see; it comes again
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
        _readRights = time.GetTimestamp();
        await BeatAsync(pipe, ct);
        while (true)
        {
            if (time.GetElapsedTime(_readRights) >= RightsHold && !await ReadRightsAsync(ct)) return;
            if (pipe.UntilHeartbeat <= TimeSpan.Zero) await BeatAsync(pipe, ct);
            var news = feed.Next;
            // cut behind this client's back: it hears so when it comes again
            if (await feed.ReadAfterAsync(Position, ct) is not { } frames) return;
            if (frames.Count == 0) await Signal.WaitAsync(news, UntilDue(pipe), time, ct);
            else await TellAsync(pipe, frames, ct);
        }
    }

    private TimeSpan UntilDue(EventPipe pipe)
    {
        var rights = RightsHold - time.GetElapsedTime(_readRights);
        var heartbeat = pipe.UntilHeartbeat;
        return rights < heartbeat ? rights : heartbeat;
    }

    private async Task<bool> ReadRightsAsync(CancellationToken ct)
    {
        if (await callers.AgainAsync(Caller, ct) is not { } caller || !caller.Allows(Action)) return false;
        Caller = caller;
        _readRights = time.GetTimestamp();
        return true;
    }

    private async Task TellAsync(EventPipe pipe, IReadOnlyList<EventFrame> frames, CancellationToken ct)
    {
        var told = Told;
        foreach (var frame in frames.Where(frame => EventVisibility.MaySee(Caller.Subject, frame.Entry)))
        {
            pipe.Write(frame.Bytes.Span);
            told = frame.Entry.Seq;
        }

        if (told != Told) await pipe.FlushAsync(ct);
        (Position, Told) = (frames[^1].Entry.Seq, told);
    }

    private async Task BeatAsync(EventPipe pipe, CancellationToken ct)
    {
        pipe.Write(EventFrame.Heartbeat(Told == Position ? null : Position));
        await pipe.FlushAsync(ct);
        Told = Position;
    }
}
