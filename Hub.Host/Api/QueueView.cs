using Hub.Core;
using Hub.Core.Routing;

namespace Hub.Host.Api;

/// <summary>A queue as the API shows it: with how many conversations wait in it for an agent, and since when the first of them.</summary>
internal sealed record QueueView(string Id, string Key, string Name, CalendarRef? Calendar, long Waiting, DateTimeOffset? LongestWaitSince, long Version)
{
    public static QueueView Of(WorkQueue queue) => new(
        Ids.Text(queue.Id), queue.Key, queue.Name, CalendarRef.Of(queue), queue.Waiting, queue.LongestSince?.ToTime(), queue.Version);
}

/// <summary>The calendar that a queue follows, as far as the queue shows it.</summary>
internal sealed record CalendarRef(string Id, string Key, string Name)
{
    public static CalendarRef? Of(WorkQueue queue) =>
        queue.CalendarId is { } id ? new CalendarRef(Ids.Text(id), queue.CalendarKey ?? "", queue.CalendarName ?? "") : null;
}
