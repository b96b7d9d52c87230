namespace Hub.Host.Metrics;

/// <summary>Event ids 9400-9499.</summary>
internal static partial class Log
{
    [LoggerMessage(9400, LogLevel.Warning, "Counting what waits failed; the figures are those of the last time")]
    public static partial void CountFailed(ILogger log, Exception error);
}
