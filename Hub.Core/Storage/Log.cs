using Microsoft.Extensions.Logging;

namespace Hub.Core.Storage;

/// <summary>Event ids 1000-1099.</summary>
internal static partial class Log
{
    [LoggerMessage(1000, LogLevel.Error, "The work under the lease {Lease} failed and begins again")]
    public static partial void LeasedWorkFailed(ILogger log, string lease, Exception error);

    [LoggerMessage(1001, LogLevel.Warning, "The lease {Lease} (epoch {Epoch}) was lost: its work stops here")]
    public static partial void LeaseLost(ILogger log, string lease, long epoch);

    [LoggerMessage(1002, LogLevel.Warning, "The lease {Lease} (epoch {Epoch}) could not be given back; it ends by itself")]
    public static partial void LeaseNotReturned(ILogger log, string lease, long epoch, Exception error);

    [LoggerMessage(1003, LogLevel.Warning, "The wake-ups of other nodes are lost: their news comes with the look each second until PostgreSQL is back")]
    public static partial void WakeUpsLost(ILogger log, Exception error);

    [LoggerMessage(1004, LogLevel.Information, "The wake-ups of other nodes are back")]
    public static partial void WakeUpsFound(ILogger log);
}
