using Hub.Core.Alarms;

namespace Hub.Core.Deliveries;

/// <summary>The alarm of a channel account that is wrongly configured: stands until something is accepted again.</summary>
internal sealed class LaneTrouble(string channel, AlarmStore alarms)
{
    // one may stand from a former run
    private volatile bool _mayStand = true;

    public bool MayStand => _mayStand;

    public Task RaiseAsync(string detail, CancellationToken ct)
    {
        _mayStand = true;
        return alarms.RaiseAsync(
            AlarmKinds.ChannelRefused, channel,
            $"The channel {channel} is refused by its provider ({detail}). It tries again every 5 minutes; check its account and secret.", ct);
    }

    public async Task ClearAsync(CancellationToken ct)
    {
        await alarms.ClearAsync(AlarmKinds.ChannelRefused, channel, ct);
        _mayStand = false;
    }
}
