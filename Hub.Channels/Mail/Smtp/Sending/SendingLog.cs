using Microsoft.Extensions.Logging;

namespace Hub.Channels.Mail.Smtp.Sending;

/// <summary>
/// Event ids 4300-4349. What a server says may name addresses, so its words are shown at Debug only; what the hub says, never.
/// </summary>
internal static partial class SendingLog
{
    [LoggerMessage(4300, LogLevel.Debug, "The mail server {Host}:{Port} is ready for mails")]
    public static partial void Opened(ILogger log, string host, int port);

    [LoggerMessage(4301, LogLevel.Debug, "The mail server refused at {Stage}: {Codes} {Text}")]
    public static partial void Refused(ILogger log, SmtpStage stage, string codes, string text);

    [LoggerMessage(4302, LogLevel.Warning, "The line to the mail server broke during the mail {Id} (the server may have it: {MayHaveIt})")]
    public static partial void Broke(ILogger log, string id, bool mayHaveIt, Exception error);

    [LoggerMessage(4303, LogLevel.Debug, "A kept connection to the mail server had ended; the mail {Id} goes over a new one")]
    public static partial void KeptWasGone(ILogger log, string id);

    [LoggerMessage(4304, LogLevel.Warning, "The mail {Id} could not be put into the pickup folder")]
    public static partial void PickupFailed(ILogger log, string id, Exception error);

    [LoggerMessage(4305, LogLevel.Debug, "A connection to the mail server broke at its end")]
    public static partial void QuitBroke(ILogger log, Exception error);
}
