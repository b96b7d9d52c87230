namespace Hub.Host.Chat;

/// <summary>Event ids 9600-9649.</summary>
internal static partial class Log
{
    [LoggerMessage(9600, LogLevel.Warning, "A visitor's stream ended because the store could not be read")]
    public static partial void StreamBroke(ILogger log, Exception error);
}
