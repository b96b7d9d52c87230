using Hub.Core.Contacts;

namespace Hub.Core.ServiceLevels;

/// <summary>Within which time something is promised, to whom, and what happens when that is not kept.</summary>
/// <remarks>Settable, because the generated reader of JSON gives a missing init-only property its type's default in place of its own.</remarks>
public sealed record ServiceTarget
{
    /// <summary>What is promised, one of <see cref="ServiceMetric"/>.</summary>
    public required string Metric { get; set; }

    /// <summary>Within which time, seconds.</summary>
    public required int Within { get; set; }

    /// <summary>Only for customers who wrote last by these kinds of channels, such as <c>chat</c>; none for every kind.</summary>
    public IReadOnlyList<string> Channels { get; set; } = [];

    /// <summary>Only for conversations of this priority or more; null for every one.</summary>
    public int? Priority { get; set; }

    /// <summary>Only for customers of this tier, one of <see cref="CustomerTier"/>; null for all.</summary>
    public string? Tier { get; set; }

    /// <summary>Whether only the time counts in which the queue's calendar says that it is open; without a calendar it always is.</summary>
    public bool BusinessTime { get; set; } = true;

    /// <summary>How much of the time is left when it is warned, seconds; 0 for no warning.</summary>
    public int WarnBefore { get; set; }

    /// <summary>What is done before and after the due time, in the order of the times.</summary>
    public IReadOnlyList<Escalation> Escalations { get; set; } = [];

    /// <summary>Whether it is for every conversation of its queue.</summary>
    public bool IsForAll() => Closeness() == 0;

    /// <summary>Whether it is for such a conversation.</summary>
    internal bool IsFor(string metric, string? channelKind, long priority, string tier) =>
        Metric == metric
        && (Channels.Count == 0 || (channelKind is not null && Channels.Contains(channelKind)))
        && (Priority is null || priority >= Priority)
        && (Tier is null || Tier == tier);

    /// <summary>How closely it says whom it is for: of several that fit, the closest counts.</summary>
    internal int Closeness() => (Channels.Count > 0 ? 1 : 0) + (Priority is null ? 0 : 1) + (Tier is null ? 0 : 1);
}
