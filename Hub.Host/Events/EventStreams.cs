using Hub.Host.Http;
using Hub.Host.Security;
using Microsoft.Extensions.Options;

namespace Hub.Host.Events;

/// <summary>Opens streams, so many for each caller.</summary>
internal sealed class EventStreams(
    EventFeed feed, Callers callers, TimeProvider time, IHostApplicationLifetime life, IOptions<HttpOptions> options, ILogger<EventStreams> log)
{
    private readonly Dictionary<string, int> _open = [];
    private readonly Lock _gate = new();

    /// <summary>A stream of what follows a number, or null where the caller has as many as it may.</summary>
    /// <param name="caller">Who listens.</param>
    /// <param name="after">The last entry that the caller has seen.</param>
    /// <param name="isNew">Whether the caller does not know that number yet.</param>
    public EventStream? TryOpen(Caller caller, long after, bool isNew)
    {
        if (!TryEnter(caller.Actor)) return null;
        EventMetrics.Opened();
        return new EventStream(feed, callers, time, log, life.ApplicationStopping)
        {
            Caller = caller,
            Position = after,
            Told = isNew ? null : after,
            Ended = () => Leave(caller.Actor),
        };
    }

    private bool TryEnter(string actor)
    {
        lock (_gate)
        {
            var open = _open.GetValueOrDefault(actor);
            if (open >= options.Value.MaxEventStreams) return false;
            _open[actor] = open + 1;
            return true;
        }
    }

    private void Leave(string actor)
    {
        lock (_gate)
        {
            if (--_open[actor] == 0) _open.Remove(actor);
        }

        EventMetrics.Closed();
    }
}
