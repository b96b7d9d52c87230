using Microsoft.Extensions.Logging;

namespace Hub.Core.Journal;

/// <summary>Event ids 1100-1199.</summary>
internal static partial class Log
{
    [LoggerMessage(1100, LogLevel.Warning, "The reader {Reader} failed on entries {First} to {Last} and takes them one by one: {Error}")]
    public static partial void BatchFailed(ILogger log, string reader, long first, long last, string error);

    [LoggerMessage(1101, LogLevel.Warning, "The reader {Reader} failed on entry {Seq}, attempt {Attempt}: {Error}")]
    public static partial void EntryFailed(ILogger log, string reader, long seq, long attempt, string error);

    [LoggerMessage(1102, LogLevel.Debug, "The reader {Reader} failed on entry {Seq}")]
    public static partial void EntryFailedBecause(ILogger log, string reader, long seq, Exception error);

    [LoggerMessage(1103, LogLevel.Warning, "The reader {Reader} failed again on the parked entry {Seq}: {Error}")]
    public static partial void ParkedEntryFailed(ILogger log, string reader, long seq, string error);
}
