using System.Buffers;
using Hub.Core.Storage;
using Hub.Host.Security;
using Microsoft.AspNetCore.Http.Features;

namespace Hub.Host.Events;

/// <summary>
/// One client's stream. It holds no entries of its own, so a slow client costs nothing and slows nobody; one that takes nothing for
/// <see cref="WritePatience"/> is dropped, and resumes where it was. The caller's rights are read anew every few seconds, and the stream ends
/// with the session or key.
/// </summary>
internal sealed class EventStream(EventFeed feed, Callers callers, TimeProvider time, ILogger log, CancellationToken stopping) : IResult
{
    public const string Action = "events.read";

    private static readonly TimeSpan BetweenHeartbeats = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan RightsHold = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan WritePatience = TimeSpan.FromSeconds(10);

    private long _readRights;
    private long _wrote;

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
            await RunAsync(httpContext, ending.Token);
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

    private async Task RunAsync(HttpContext http, CancellationToken ct)
    {
        http.Response.ContentType = "text/event-stream";
        http.Response.Headers["X-Accel-Buffering"] = "no";
        http.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        _readRights = time.GetTimestamp();
        await BeatAsync(http, ct);
        while (true)
        {
            if (time.GetElapsedTime(_readRights) >= RightsHold && !await ReadRightsAsync(ct)) return;
            if (time.GetElapsedTime(_wrote) >= BetweenHeartbeats) await BeatAsync(http, ct);
            var news = feed.Next;
            // cut behind this client's back: it hears so when it comes again
            if (await feed.ReadAfterAsync(Position, ct) is not { } frames) return;
            if (frames.Count == 0) await Signal.WaitAsync(news, UntilDue(), time, ct);
            else await TellAsync(http, frames, ct);
        }
    }

    private TimeSpan UntilDue()
    {
        var rights = RightsHold - time.GetElapsedTime(_readRights);
        var heartbeat = BetweenHeartbeats - time.GetElapsedTime(_wrote);
        return rights < heartbeat ? rights : heartbeat;
    }

    private async Task<bool> ReadRightsAsync(CancellationToken ct)
    {
        if (await callers.AgainAsync(Caller, ct) is not { } caller || !caller.Allows(Action)) return false;
        Caller = caller;
        _readRights = time.GetTimestamp();
        return true;
    }

    private async Task TellAsync(HttpContext http, IReadOnlyList<EventFrame> frames, CancellationToken ct)
    {
        var told = Told;
        foreach (var frame in frames.Where(frame => EventVisibility.MaySee(Caller.Subject, frame.Entry)))
        {
            http.Response.BodyWriter.Write(frame.Bytes.Span);
            told = frame.Entry.Seq;
        }

        if (told != Told) await FlushAsync(http, ct);
        (Position, Told) = (frames[^1].Entry.Seq, told);
    }

    private async Task BeatAsync(HttpContext http, CancellationToken ct)
    {
        http.Response.BodyWriter.Write(EventFrame.Heartbeat(Told == Position ? null : Position));
        await FlushAsync(http, ct);
        Told = Position;
    }

    private async Task FlushAsync(HttpContext http, CancellationToken ct)
    {
        using var patience = new CancellationTokenSource(WritePatience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, patience.Token);
        try
        {
            await http.Response.BodyWriter.FlushAsync(either.Token);
            _wrote = time.GetTimestamp();
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested)
        {
            EventMetrics.Dropped();
            http.Abort();
            throw;
        }
    }
}
