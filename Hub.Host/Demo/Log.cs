namespace Hub.Host.Demo;

/// <summary>Event ids 9600-9699.</summary>
internal static partial class Log
{
    [LoggerMessage(9600, LogLevel.Warning, "A step of the demo failed; the next one follows")]
    public static partial void StepFailed(ILogger log, Exception error);
}
