namespace Hub.Core.ServiceLevels;

/// <summary>What a queue promises, and the versions of what that depends on.</summary>
internal sealed record QueueRule
{
    public required Guid Id { get; init; }

    public required long Version { get; init; }

    public Guid? CalendarId { get; init; }

    /// <summary>0 where it follows none.</summary>
    public required long CalendarVersion { get; init; }

    public required QueueTargets Promises { get; init; }
}
