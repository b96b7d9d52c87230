using Microsoft.Extensions.Logging;

namespace Hub.Core.Alarms;

/// <summary>Event ids 1800-1899.</summary>
internal static partial class Log
{
    [LoggerMessage(1800, LogLevel.Warning, "Alarm {Kind} for {Subject}")]
    public static partial void AlarmRaised(ILogger log, string kind, string subject);

    [LoggerMessage(1801, LogLevel.Information, "Alarm {Kind} for {Subject} is over")]
    public static partial void AlarmCleared(ILogger log, string kind, string subject);
}
