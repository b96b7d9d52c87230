using Microsoft.Extensions.Logging;

namespace Hub.Channels.Twilio;

/// <summary>Event ids 2300-2399.</summary>
internal static partial class Log
{
    [LoggerMessage(2300, LogLevel.Warning, "Twilio did not take the delivery {Delivery} of the channel {Channel} ({Result})")]
    public static partial void NotAccepted(ILogger log, Guid delivery, string channel, string result);

    [LoggerMessage(2301, LogLevel.Information, "The delivery {Delivery} of the channel {Channel}, of unknown outcome, is in Twilio's list")]
    public static partial void Found(ILogger log, Guid delivery, string channel);

    [LoggerMessage(2302, LogLevel.Warning, "The messages of the channel {Channel} could not be looked up; that is tried again")]
    public static partial void LookFailed(ILogger log, string channel, Exception error);

    [LoggerMessage(2303, LogLevel.Warning, "Twilio does not list the messages of the channel {Channel}: {Reason}")]
    public static partial void BackfillRefused(ILogger log, string channel, string reason);
}
