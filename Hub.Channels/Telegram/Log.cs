using Microsoft.Extensions.Logging;

namespace Hub.Channels.Telegram;

/// <summary>Event ids 2100-2199. Exceptions of the line are told by their kind alone: an address bears the bot's token.</summary>
internal static partial class Log
{
    [LoggerMessage(2100, LogLevel.Warning, "The sending of delivery {Delivery} broke: {Cause} (it had begun to leave: {Begun})")]
    public static partial void SendBroke(ILogger log, string delivery, string cause, bool begun);

    [LoggerMessage(2101, LogLevel.Warning, "Updates of the channel {Channel} cannot be fetched for now: {Cause}")]
    public static partial void PollBroke(ILogger log, string channel, string cause);

    [LoggerMessage(2102, LogLevel.Error, "Telegram refuses the channel {Channel}: {Cause}")]
    public static partial void Refused(ILogger log, string channel, string cause);

    [LoggerMessage(2103, LogLevel.Error, "The updates of the channel {Channel} could not be handled; they are asked for again")]
    public static partial void PollFailed(ILogger log, string channel, Exception error);

    [LoggerMessage(2104, LogLevel.Warning, "A file of a message on the channel {Channel} was not fetched: {Cause}")]
    public static partial void FileMissing(ILogger log, string channel, string cause);

    [LoggerMessage(2105, LogLevel.Warning, "A call of {Method} on the channel {Channel}, which nothing depends on, failed: {Cause}")]
    public static partial void CourtesyFailed(ILogger log, string method, string channel, string cause);

    [LoggerMessage(2107, LogLevel.Error, "An update of the channel {Channel} could not be handled as it should be; it is taken without its files, or kept in quarantine")]
    public static partial void UpdateFailed(ILogger log, string channel, Exception error);

    [LoggerMessage(2106, LogLevel.Warning, "The alarm of the channel {Channel} could not be raised or cleared")]
    public static partial void AlarmNotRaised(ILogger log, string channel, Exception error);
}
