using Microsoft.Extensions.Logging;

namespace Hub.Core.Arrivals;

/// <summary>Event ids 1300-1399.</summary>
internal static partial class Log
{
    [LoggerMessage(1300, LogLevel.Warning, "An input of {Channel} is in quarantine as {Id}: {Reason}")]
    public static partial void InputUnreadable(ILogger log, string channel, Guid id, string reason);

    [LoggerMessage(1301, LogLevel.Error, "An input of {Channel} failed and is in quarantine as {Id}")]
    public static partial void InputFailed(ILogger log, string channel, Guid id, Exception error);
}
