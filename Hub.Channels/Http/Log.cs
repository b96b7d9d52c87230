using Microsoft.Extensions.Logging;

namespace Hub.Channels.Http;

/// <summary>Event ids 2000-2099.</summary>
internal static partial class Log
{
    [LoggerMessage(2000, LogLevel.Warning, "The post of delivery {Delivery} broke (its body had begun to leave: {Begun})")]
    public static partial void PostBroke(ILogger log, string delivery, bool begun, Exception error);

    [LoggerMessage(2001, LogLevel.Debug, "A webhook's answer broke off after its status")]
    public static partial void AnswerBroke(ILogger log, Exception error);

    [LoggerMessage(2002, LogLevel.Warning, "A receipt for the channel {Channel} was refused: its signature is missing, wrong or not of this time")]
    public static partial void ReceiptRefused(ILogger log, string channel);
}
