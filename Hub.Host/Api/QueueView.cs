using Hub.Core;
using Hub.Core.Routing;

namespace Hub.Host.Api;

/// <summary>A queue as the API shows it: with how many conversations wait in it for an agent, and since when the first of them.</summary>
internal sealed record QueueView(string Id, string Key, string Name, long Waiting, DateTimeOffset? LongestWaitSince, long Version)
{
    public static QueueView Of(WorkQueue queue) => new(
        Ids.Text(queue.Id), queue.Key, queue.Name, queue.Waiting, queue.LongestSince?.ToTime(), queue.Version);
}
