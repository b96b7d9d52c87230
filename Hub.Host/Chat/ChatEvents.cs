using System.Globalization;
using Hub.Core.Journal;
using Hub.Core.Storage;
using Hub.Host.Api;

namespace Hub.Host.Chat;

/// <summary>Opens a visitor's stream of events.</summary>
internal static class ChatEvents
{
    private const string Header = "Last-Event-ID";

    public static async Task<IResult> Open(string channelId, HttpContext http, ChatDoor door, Store store, ChatStreams streams)
    {
        var (visitor, refusal) = await door.VisitorAsync(channelId, http);
        if (visitor is null) return refusal!;
        var range = await store.ReadAsync(JournalLog.RangeAsync, http.RequestAborted);
        var after = LastEventId(http) ?? range.Newest;
        // beyond the newest: a number of another journal, such as the one before a restore
        if (!range.Continues(after) || after > range.Newest) return Problem.Of(410, "There is no way on from there: ask for the messages anew.");
        return streams.TryOpen(visitor, after) is { } stream ? stream : ChatDoor.TooMany(http, ChatStreams.Pause);
    }

    private static long? LastEventId(HttpContext http)
    {
        var header = http.Request.Headers[Header];
        if (header.Count == 0 || header is [""]) return null;
        return header is [{ } text] && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seq)
            ? seq
            : throw new BadInputException(Header, "it is not the id of an event");
    }
}
