using Hub.Core.Routing.Choosing;

namespace Hub.Core.Conversations;

/// <summary>What to change of a conversation; what is not given stays.</summary>
public sealed record ConversationChange
{
    /// <summary>A new status, one of <see cref="ConversationStatus"/>.</summary>
    public string? Status { get; init; }

    /// <summary>Another queue, or null for none.</summary>
    public Optional<Guid?> QueueId { get; init; }

    /// <summary>Another agent, or null for nobody.</summary>
    public Optional<Guid?> AssigneeId { get; init; }

    /// <summary>Another priority.</summary>
    public long? Priority { get; init; }

    /// <summary>All of its tags.</summary>
    public IReadOnlyList<string>? Tags { get; init; }

    /// <summary>What it asks of an agent beside what its queue does; all of it.</summary>
    public IReadOnlyList<SkillNeed>? Skills { get; init; }

    /// <summary>Snooze it until then.</summary>
    public DateTimeOffset? SnoozeUntil { get; init; }
}
