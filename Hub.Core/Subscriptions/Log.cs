using Microsoft.Extensions.Logging;

namespace Hub.Core.Subscriptions;

/// <summary>Event ids 1600-1699.</summary>
internal static partial class Log
{
    [LoggerMessage(1600, LogLevel.Warning, "Telling the subscription {Subscription} what happens failed and begins again")]
    public static partial void TellingFailed(ILogger log, Guid subscription, Exception error);
}
