using Microsoft.Extensions.Logging.Console;

namespace Hub.Host.Hosting;

/// <summary>
/// The log: a line an event, in UTC, on standard error, so that standard output is only what the host says to its operator. The web
/// server's own request lines, which have paths and queries in them, stay out.
/// </summary>
internal static class Logging
{
    public static void AddHubLogging(this ILoggingBuilder logging) => logging
        .SetMinimumLevel(LogLevel.Information)
        .AddFilter("Microsoft", LogLevel.Warning)
        .AddFilter("System", LogLevel.Warning)
        // why the host did not start is told by the command, in a line; a failed service that ends the host is critical
        .AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical)
        .AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.UseUtcTimestamp = true;
            console.TimestampFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z' ";
            console.ColorBehavior = LoggerColorBehavior.Disabled;
        })
        .Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
}
