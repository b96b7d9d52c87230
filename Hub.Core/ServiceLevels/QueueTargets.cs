using System.Text.Json;
using Hub.Core.Storage;

namespace Hub.Core.ServiceLevels;

/// <summary>What a queue promises to its customers.</summary>
/// <remarks>Settable for the reason of <see cref="ServiceTarget"/>.</remarks>
public sealed record QueueTargets
{
    /// <summary>What a queue keeps that promises nothing.</summary>
    internal const string Nothing = "{}";

    /// <summary>The targets; of those that fit a conversation the closest counts (<see cref="Choose"/>).</summary>
    public IReadOnlyList<ServiceTarget> Targets { get; set; } = [];

    /// <summary>What a queue promises; nothing where there is no such queue.</summary>
    public static async Task<QueueTargets> OfQueueAsync(DbSession db, Guid queue, CancellationToken ct) =>
        Parse(await db.Statement("SELECT service_levels FROM queues WHERE id = $1").Bind(queue).FirstAsync(row => row.Text(0), ct) ?? Nothing);

    /// <summary>
    /// The target of a metric for a conversation, or null: of those that fit it the one with the most conditions, of these the one for the highest
    /// priority, of these the shortest.
    /// </summary>
    /// <param name="metric">One of <see cref="ServiceMetric"/>.</param>
    /// <param name="channelKind">The kind of channel that the customer wrote by last; null where that is not known.</param>
    /// <param name="priority">The conversation's.</param>
    /// <param name="tier">The customer's.</param>
    public ServiceTarget? Choose(string metric, string? channelKind, long priority, string tier) => Targets
        .Where(target => target.IsFor(metric, channelKind, priority, tier))
        .OrderByDescending(target => target.Closeness()).ThenByDescending(target => target.Priority ?? int.MinValue).ThenBy(target => target.Within)
        .FirstOrDefault();

    internal static QueueTargets Parse(string json) => JsonSerializer.Deserialize(json, ServiceLevelsJson.Default.QueueTargets)!;

    internal string ToJson() => Targets.Count == 0 ? Nothing : JsonSerializer.Serialize(this, ServiceLevelsJson.Default.QueueTargets);
}
