using Microsoft.Extensions.Logging;

namespace Hub.Channels.Email;

/// <summary>Event ids 4200-4249.</summary>
internal static partial class Log
{
    [LoggerMessage(4200, LogLevel.Warning, "A mail for the channel {Channel} was answered 451: the store cannot commit. Its sender will offer it again")]
    public static partial void MailNotTaken(ILogger log, string channel, Exception error);
}
