using System.Text.Json;

namespace Hub.Core.ServiceLevels;

/// <summary>A clock as it is stored.</summary>
internal sealed record ClockRow
{
    public const string Columns =
        "id, conversation_id, metric, queue_id, queue_version, calendar_version, target, started_at, consumed, since_at, paused_at, due_at, warned_at, breached_at, steps, ended_at, ended_by";

    public required Guid Id { get; init; }

    public required Guid ConversationId { get; init; }

    public required string Metric { get; init; }

    public required Guid QueueId { get; init; }

    public required long QueueVersion { get; init; }

    public required long CalendarVersion { get; init; }

    public required string Target { get; init; }

    public required long StartedAt { get; init; }

    public required long Consumed { get; init; }

    public required long SinceAt { get; init; }

    public long? PausedAt { get; init; }

    public long? DueAt { get; init; }

    public long? WarnedAt { get; init; }

    public long? BreachedAt { get; init; }

    public required string Steps { get; init; }

    public long? EndedAt { get; init; }

    public string? EndedBy { get; init; }

    public ServiceClock Clock() => new()
    {
        Id = Id,
        ConversationId = ConversationId,
        Metric = Metric,
        QueueId = QueueId,
        QueueVersion = QueueVersion,
        CalendarVersion = CalendarVersion,
        Target = JsonSerializer.Deserialize(Target, ServiceLevelsJson.Default.ServiceTarget)!,
        StartedAt = StartedAt,
        Time = new ServiceTime(Consumed, SinceAt, PausedAt),
        DueAt = DueAt,
        WarnedAt = WarnedAt,
        BreachedAt = BreachedAt,
        Steps = Steps,
        EndedAt = EndedAt,
        EndedBy = EndedBy,
    };
}
