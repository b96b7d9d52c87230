using System.Buffers;
using Microsoft.AspNetCore.Http.Features;

namespace Hub.Host.Events;

/// <summary>
/// Where a stream of server-sent events is written. It buffers nothing beyond what the connection takes: a client that takes nothing for
/// <see cref="WritePatience"/> is dropped, and resumes where it was.
/// </summary>
internal sealed class EventPipe(HttpContext http, TimeProvider time)
{
    private static readonly TimeSpan BetweenHeartbeats = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan WritePatience = TimeSpan.FromSeconds(10);

    private long _wrote;

    /// <summary>How long the line may stay silent from now on; zero or less where it has been silent for too long.</summary>
    public TimeSpan UntilHeartbeat => BetweenHeartbeats - time.GetElapsedTime(_wrote);

    /// <summary>Says what comes, and that nobody in between is to hold it back.</summary>
    public void Begin()
    {
        http.Response.ContentType = "text/event-stream";
        http.Response.Headers["X-Accel-Buffering"] = "no";
        http.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
    }

    public void Write(ReadOnlySpan<byte> bytes) => http.Response.BodyWriter.Write(bytes);

    /// <exception cref="OperationCanceledException">The client took nothing and is dropped, or <paramref name="ct"/>.</exception>
    public async Task FlushAsync(CancellationToken ct)
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
