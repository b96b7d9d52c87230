using System.Globalization;
using Hub.Core.Journal;
using Hub.Core.Storage;
using Hub.Host.Events;
using Hub.Host.Security;
using Microsoft.AspNetCore.Mvc;

namespace Hub.Host.Api;

/// <summary>What happens, as it happens.</summary>
internal static class EventsApi
{
    private const string Header = "Last-Event-ID";

    public static void MapEvents(IEndpointRouteBuilder api) =>
        api.MapGet("/events", Open).Requires(EventStream.Action)
            .Produces<EventView>(200, "text/event-stream")
            .Produces<Problem>(410, Problem.ContentType)
            .Produces<Problem>(429, Problem.ContentType)
            .WithSummary("Server-sent events: one for each journal entry the caller may see, from Last-Event-ID or after on, else from now on");

    internal static async Task<IResult> Open(
        [FromQuery] long? after, HttpContext http, Caller caller, Store store, EventStreams streams, CancellationToken ct)
    {
        var seen = LastEventId(http) ?? after;
        if (seen < 0) throw new BadInputException("after", "journal numbers are positive");
        var range = await store.ReadAsync(JournalLog.RangeAsync, ct);
        // beyond the newest: a number of another journal, such as the one before a restore
        if (seen is { } from && (!range.Continues(from) || from > range.Newest))
            return Problem.Of(410, $"The journal has no way on from {from}: read what you show anew, and go on after {range.Newest}.");
        if (streams.TryOpen(caller, seen ?? range.Newest, isNew: seen is null) is { } stream) return stream;
        http.Response.Headers.RetryAfter = "5";
        return Problem.Of(429, "You have as many event streams open as Http:MaxEventStreams allows; close one first.");
    }

    /// <summary>What a reconnecting client has seen; it counts more than the address, which says where the client once began.</summary>
    private static long? LastEventId(HttpContext http)
    {
        var header = http.Request.Headers[Header];
        if (header.Count == 0 || header is [""]) return null;
        return header is [{ } text] && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seq)
            ? seq
            : throw new BadInputException(Header, "it is not the id of an event");
    }
}
