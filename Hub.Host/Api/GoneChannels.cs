using System.Collections.Concurrent;
using Hub.Core.Alarms;
using Hub.Host.Metrics;

namespace Hub.Host.Api;

/// <summary>
/// Tells the operator that a provider still calls a channel which is switched off or gone, once an hour for each: the provider is to be
/// told to stop, or the channel to be switched on again.
/// </summary>
internal sealed class GoneChannels(AlarmStore alarms, TimeProvider time)
{
    private const string Kind = "channel.gone";
    private static readonly TimeSpan Pause = TimeSpan.FromHours(1);

    private readonly ConcurrentDictionary<string, DateTimeOffset> _told = new(StringComparer.Ordinal);

    public async Task TellAsync(string channel, CancellationToken ct)
    {
        HookMetrics.Answered(channel, 410);
        var now = time.GetUtcNow();
        if (_told.TryGetValue(channel, out var last) && now - last < Pause) return;
        _told[channel] = now;
        await alarms.RaiseAsync(Kind, channel, $"A provider calls the channel {channel}, which is switched off or no longer configured.", ct);
    }
}
