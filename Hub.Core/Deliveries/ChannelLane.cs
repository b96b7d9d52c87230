using Hub.Core.Channels;
using Hub.Core.Storage;

namespace Hub.Core.Deliveries;

/// <summary>
/// Sends what is due on one channel account, on this node. Looks when deliveries changed, when the next one is due, when one of its attempts
/// ended, and each second in any case.
/// </summary>
internal sealed class ChannelLane(IOutboundChannel channel, Signal news, LaneParts parts)
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(1);

    private readonly RateLane _rate = new(channel.Account.Capabilities.MaxPerSecond, channel.Account.Capabilities.MaxConcurrent, parts.Time);
    private readonly LaneTrouble _trouble = new(channel.Account.Id, parts.Alarms);
    private readonly Signal _ended = new();
    private readonly HashSet<Task> _underWay = [];

    /// <summary>Runs until <paramref name="stopping"/>, then finishes what it is sending and gives back what it only owns.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            // taken before the look: news in between is not missed
            var wake = Task.WhenAny(news.Next, _ended.Next);
            try
            {
                var wait = await RunOnceAsync(stopping);
                await Signal.WaitAsync(wake, wait < LongestWait ? wait : LongestWait, parts.Time, stopping);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                break;
            }
            catch (Exception error)
            {
                // the loop's top: the store may be away; nothing was sent that it does not know of
                Log.LaneFailed(parts.Log, channel.Account.Id, error);
                await Task.Delay(LongestWait, parts.Time, stopping).ContinueWith(_ => { }, TaskScheduler.Default);
            }
        }

        await WhenIdleAsync();
    }

    /// <summary>Takes and begins what it may now.</summary>
    /// <returns>How long nothing more is to be expected without news; zero when there may be more at once.</returns>
    internal async Task<TimeSpan> RunOnceAsync(CancellationToken stopping)
    {
        var places = _rate.Reserve();
        if (places == 0) return _rate.UntilFree() ?? LongestWait;
        var claimed = 0;
        try
        {
            var (due, next) = await parts.Work.LookAsync(channel.Account.Id, stopping);
            if (!due) return next ?? LongestWait;
            var deliveries = await parts.Work.ClaimAsync(channel.Account.Id, places, channel.Account.Capabilities.MaxPerDomain, CancellationToken.None);
            claimed = deliveries.Count;
            foreach (var delivery in deliveries) Start(delivery, stopping);
            // what waits behind a domain that has all it may is seen with the next look
            var mayBeMore = claimed == places || (claimed > 0 && channel.Account.Capabilities.MaxPerDomain < places);
            return mayBeMore ? TimeSpan.Zero : next ?? LongestWait;
        }
        finally
        {
            _rate.End(begun: false, places - claimed);
        }
    }

    /// <summary>Completes when no attempt is under way.</summary>
    internal Task WhenIdleAsync()
    {
        lock (_underWay) return Task.WhenAll(_underWay);
    }

    private void Start(ClaimedDelivery delivery, CancellationToken stopping)
    {
        var attempt = Task.Run(() => new Attempt(channel, _rate, _trouble, parts).RunAsync(delivery, stopping), CancellationToken.None);
        lock (_underWay) _underWay.Add(attempt);
        attempt.ContinueWith(Ended, TaskScheduler.Default);
    }

    private void Ended(Task attempt)
    {
        lock (_underWay) _underWay.Remove(attempt);
        if (attempt.Exception is { } error) Log.LaneFailed(parts.Log, channel.Account.Id, error);
        _ended.Pulse();
    }
}
