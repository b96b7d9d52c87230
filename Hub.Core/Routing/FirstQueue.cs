using Hub.Core.Agents;
using Hub.Core.Security;
using Hub.Core.Storage;

namespace Hub.Core.Routing;

/// <summary>The queue of an installation that has none: <c>support</c>, with the first user as its member.</summary>
public static class FirstQueue
{
    /// <summary>The queue's key, which the channels of the shipped configuration name.</summary>
    public const string Key = "support";

    /// <summary>Adds the queue when there is no queue at all. Of several hosts that start at once, one does.</summary>
    public static Task EnsureAsync(Store store, CancellationToken ct) => store.WriteAsync(
        async (tx, unit) =>
        {
            if (await QueueStore.ListAsync(tx, null, 1, unit) is not []) return;
            if (await QueueStore.CreateAsync(tx, Key, "Support", Subject.System, unit) is not { } queue) return;
            if (await AgentStore.FindByUserNameAsync(tx, FirstAdmin.Name, unit) is { } admin)
                await QueueStore.AddMemberAsync(tx, queue.Id, (admin.Id, 0), Subject.System, unit);
        },
        ct);
}
