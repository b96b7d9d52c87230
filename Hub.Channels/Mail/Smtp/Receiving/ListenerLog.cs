using System.Net;
using Microsoft.Extensions.Logging;

namespace Hub.Channels.Mail.Smtp.Receiving;

/// <summary>Event ids 4250-4299.</summary>
internal static partial class ListenerLog
{
    [LoggerMessage(4250, LogLevel.Information, "Mail is taken at {Endpoint}")]
    public static partial void Listening(ILogger log, EndPoint endpoint);

    [LoggerMessage(4251, LogLevel.Error, "A mail could not be handed on (reception {Reception}); its sender was told to try again")]
    public static partial void DropFailed(ILogger log, string reception, Exception error);

    [LoggerMessage(4252, LogLevel.Error, "A session of a mail client ended by a fault of the listener")]
    public static partial void SessionFailed(ILogger log, Exception error);

    [LoggerMessage(4253, LogLevel.Warning, "A connection of a mail client could not be taken; the next try is in a second")]
    public static partial void AcceptFailed(ILogger log, Exception error);

    [LoggerMessage(4254, LogLevel.Debug, "A mail client went away")]
    public static partial void ClientGone(ILogger log, Exception error);

    [LoggerMessage(4255, LogLevel.Warning, "{Count} sessions of mail clients did not end in time; they were cut")]
    public static partial void SessionsCut(ILogger log, int count);

    [LoggerMessage(4256, LogLevel.Error, "A mail is refused because it is too large, and no alarm could be raised about it")]
    public static partial void TooLargeNotTold(ILogger log, Exception error);
}
