namespace Hub.Host.Configuration;

/// <summary>Log messages of the configuration, events 9000 to 9099.</summary>
internal static partial class Log
{
    [LoggerMessage(9000, LogLevel.Information,
        "Configuration read again: {Added} channels added, {Changed} changed, {Removed} removed; other sections changed: {Sections}")]
    public static partial void Read(this ILogger log, int added, int changed, int removed, string sections);

    [LoggerMessage(9001, LogLevel.Error, "Configuration fault, the former setting stays: {Fault}")]
    public static partial void Fault(this ILogger log, ConfigurationFault fault);

    [LoggerMessage(9002, LogLevel.Error, "Looking at the configuration failed; it is tried again in a second")]
    public static partial void LookFailed(this ILogger log, Exception error);
}
