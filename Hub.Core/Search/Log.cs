using Microsoft.Extensions.Logging;

namespace Hub.Core.Search;

/// <summary>Event ids 1700-1799.</summary>
internal static partial class Log
{
    [LoggerMessage(1700, LogLevel.Information, "The search index begins anew at journal entry {Journal}; messages up to {Backfill} follow, the newest first")]
    public static partial void Begins(ILogger log, long journal, long backfill);

    [LoggerMessage(1701, LogLevel.Information, "The search index holds every message")]
    public static partial void Filled(ILogger log);

    [LoggerMessage(1702, LogLevel.Warning, "The text of message {Message} cannot be searched: {Reason}")]
    public static partial void TextUnreadable(ILogger log, Guid message, string reason);

    [LoggerMessage(1703, LogLevel.Warning, "The search index {Path} is damaged or of another version and is made anew")]
    public static partial void Remade(ILogger log, string path);
}
