using Microsoft.Extensions.Logging;

namespace Hub.Channels.Email;

/// <summary>Event ids 4200-4249.</summary>
internal static partial class Log
{
    [LoggerMessage(4200, LogLevel.Warning, "A mail for the channel {Channel} was answered 451: the store cannot commit. Its sender will offer it again")]
    public static partial void MailNotTaken(ILogger log, string channel, Exception error);

    [LoggerMessage(4210, LogLevel.Warning, "The folder {Folder} of the mailbox of {Channel} is refused: {Why}")]
    public static partial void MailboxRefused(ILogger log, string channel, string folder, string why);

    [LoggerMessage(4211, LogLevel.Warning, "The line to the folder {Folder} of the mailbox of {Channel} ended and is made anew: {Why}")]
    public static partial void MailboxBroke(ILogger log, string channel, string folder, string why);

    [LoggerMessage(4212, LogLevel.Error, "Reading the folder {Folder} of the mailbox of {Channel} failed and is tried again")]
    public static partial void MailboxFailed(ILogger log, string channel, string folder, Exception error);

    [LoggerMessage(4213, LogLevel.Warning, "The folder {Folder} of the mailbox of {Channel} is another than before (UIDVALIDITY): it is taken in from its start")]
    public static partial void ValidityChanged(ILogger log, string channel, string folder);

    [LoggerMessage(4214, LogLevel.Warning, "The server has {Counted} mails in the folder {Folder} of {Channel}, {Held} were seen: it is taken in again from its start")]
    public static partial void CountsDiffer(ILogger log, string channel, string folder, uint counted, long held);

    [LoggerMessage(4215, LogLevel.Warning, "Mails of the folder {Folder} of {Channel} are taken in, but not marked, moved or deleted: {Why}")]
    public static partial void MailsNotSettled(ILogger log, string channel, string folder, string why);

    [LoggerMessage(4216, LogLevel.Warning, "The server does not hand out the mail {Uid} in the folder {Folder} of {Channel}: it is left for later")]
    public static partial void MailLeft(ILogger log, string channel, string folder, uint uid);

    [LoggerMessage(4217, LogLevel.Warning, "The alarm of the mailbox of {Channel} could not be raised")]
    public static partial void AlarmNotRaised(ILogger log, string channel, Exception error);
}
