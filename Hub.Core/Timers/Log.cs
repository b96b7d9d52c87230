using Microsoft.Extensions.Logging;

namespace Hub.Core.Timers;

/// <summary>Event ids 1200-1299.</summary>
internal static partial class Log
{
    [LoggerMessage(1200, LogLevel.Warning, "The timer {Kind} of {Subject} failed, attempt {Attempt}: {Error}")]
    public static partial void TimerFailed(ILogger log, string kind, Guid subject, long attempt, string error);

    [LoggerMessage(1201, LogLevel.Debug, "The timer {Kind} of {Subject} failed")]
    public static partial void TimerFailedBecause(ILogger log, string kind, Guid subject, Exception error);
}
