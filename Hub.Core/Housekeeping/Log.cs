using Microsoft.Extensions.Logging;

namespace Hub.Core.Housekeeping;

/// <summary>Event ids 1900-1999.</summary>
internal static partial class Log
{
    [LoggerMessage(1900, LogLevel.Information, "Removed {Count} of {Task}")]
    public static partial void Removed(ILogger log, long count, string task);

    [LoggerMessage(1901, LogLevel.Error, "Cleaning up {Task} failed and is tried again in an hour")]
    public static partial void TaskFailed(ILogger log, string task, Exception error);
}
