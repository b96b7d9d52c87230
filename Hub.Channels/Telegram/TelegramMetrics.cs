using System.Diagnostics.Metrics;

namespace Hub.Channels.Telegram;

/// <summary>What is not taken in, so that it is seen although nothing of it is kept.</summary>
internal static class TelegramMetrics
{
    private static readonly Meter Meter = new("OmniHub.Telegram");

    private static readonly Counter<long> Refused =
        Meter.CreateCounter<long>("omnihub.telegram.refused", "{update}", "Updates of which nothing is kept, by channel and reason");

    /// <summary>Nothing of an update is kept.</summary>
    public static void UpdateRefused(string channel, string reason) => Refused.Add(1, new("channel", channel), new("reason", reason));
}
