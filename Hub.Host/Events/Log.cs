namespace Hub.Host.Events;

/// <summary>Event ids 9300-9399.</summary>
internal static partial class Log
{
    [LoggerMessage(9300, LogLevel.Error, "The feed of the event streams failed and goes on where it was")]
    public static partial void FeedFailed(ILogger log, Exception error);

    [LoggerMessage(9301, LogLevel.Error, "The changes of journal entry {Seq} are no JSON and are told without them")]
    public static partial void ChangesUnreadable(ILogger log, long seq, Exception error);

    [LoggerMessage(9302, LogLevel.Warning, "An event stream ended because the store could not be read")]
    public static partial void StreamBroke(ILogger log, Exception error);
}
