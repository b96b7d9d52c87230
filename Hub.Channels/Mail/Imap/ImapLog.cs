using Microsoft.Extensions.Logging;

namespace Hub.Channels.Mail.Imap;

/// <summary>
/// Event ids 4350-4399. What a server says may name addresses, so its words are shown at Debug only; what the hub says, never.
/// </summary>
internal static partial class ImapLog
{
    [LoggerMessage(4350, LogLevel.Debug, "The mailbox at {Host}:{Port} is open")]
    public static partial void Opened(ILogger log, string host, int port);

    [LoggerMessage(4351, LogLevel.Debug, "The mail server refused {What}: {Name} [{Code}] {Text}")]
    public static partial void Refused(ILogger log, string what, string name, string code, string text);
}
