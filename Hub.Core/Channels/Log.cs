using Microsoft.Extensions.Logging;

namespace Hub.Core.Channels;

/// <summary>Event ids 1500-1599.</summary>
internal static partial class Log
{
    [LoggerMessage(1500, LogLevel.Information, "The channel {Channel} ({Kind}) is at work")]
    public static partial void ChannelStarted(ILogger log, string channel, string kind);

    [LoggerMessage(1501, LogLevel.Error, "The channel {Channel} cannot start and is tried again; the others are not concerned")]
    public static partial void ChannelCannotStart(ILogger log, string channel, Exception error);

    [LoggerMessage(1502, LogLevel.Information, "The channel {Channel} was taken out of work")]
    public static partial void ChannelRemoved(ILogger log, string channel);

    [LoggerMessage(1503, LogLevel.Warning, "The alarm of the channel {Channel} could not be raised")]
    public static partial void AlarmNotRaised(ILogger log, string channel, Exception error);
}
