using Microsoft.Extensions.Logging;

namespace Hub.Core.Deliveries;

/// <summary>Event ids 1400-1499.</summary>
internal static partial class Log
{
    [LoggerMessage(1400, LogLevel.Error, "The lane of the channel {Channel} failed and goes on")]
    public static partial void LaneFailed(ILogger log, string channel, Exception error);

    [LoggerMessage(1401, LogLevel.Warning, "The attempt of delivery {Delivery} broke off: its outcome is unknown")]
    public static partial void AttemptBroke(ILogger log, Guid delivery, Exception error);

    [LoggerMessage(1402, LogLevel.Error, "The content of delivery {Delivery} could not be read; it waits")]
    public static partial void ContentFailed(ILogger log, Guid delivery, Exception error);

    [LoggerMessage(1403, LogLevel.Error, "The beginning of delivery {Delivery} could not be stored; nothing was sent")]
    public static partial void BeginFailed(ILogger log, Guid delivery, Exception error);

    [LoggerMessage(1404, LogLevel.Error, "What became of delivery {Delivery} could not be stored and is offered again")]
    public static partial void OutcomeNotStored(ILogger log, Guid delivery, Exception error);

    [LoggerMessage(1405, LogLevel.Error, "What became of delivery {Delivery} could not be stored before the end: it will be unknown")]
    public static partial void OutcomeLost(ILogger log, Guid delivery);

    [LoggerMessage(1406, LogLevel.Error, "The sweep of abandoned deliveries failed and is repeated")]
    public static partial void SweepFailed(ILogger log, Exception error);

    [LoggerMessage(1408, LogLevel.Error, "What this node is sending could not be kept its own and is tried again; another node may call it unknown meanwhile")]
    public static partial void RenewalFailed(ILogger log, Exception error);

    [LoggerMessage(1407, LogLevel.Warning, "The dispatcher stopped before all attempts had ended: those will be unknown")]
    public static partial void StoppedWithAttempts(ILogger log);
}
