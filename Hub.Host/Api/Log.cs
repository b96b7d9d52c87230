namespace Hub.Host.Api;

/// <summary>Event ids 9200-9299.</summary>
internal static partial class Log
{
    [LoggerMessage(9200, LogLevel.Error, "Request {TraceId} failed")]
    public static partial void RequestFailed(ILogger log, string traceId, Exception error);

    [LoggerMessage(9201, LogLevel.Error, "No alarm could be raised: {Text}")]
    public static partial void AlarmNotRaised(ILogger log, string text, Exception error);
}
