using Microsoft.Extensions.Logging;

namespace Hub.Core.Storage;

/// <summary>Event ids 1000-1099.</summary>
internal static partial class Log
{
    [LoggerMessage(1000, LogLevel.Error, "The work under the lease {Lease} failed and begins again")]
    public static partial void LeasedWorkFailed(ILogger log, string lease, Exception error);

    [LoggerMessage(1001, LogLevel.Warning, "The lease {Lease} (epoch {Epoch}) was lost: its work stops here")]
    public static partial void LeaseLost(ILogger log, string lease, long epoch);
}
