namespace Hub.Core.Routing;

/// <summary>A queue: where conversations wait for one of its members.</summary>
public sealed record WorkQueue
{
    /// <summary>Its id.</summary>
    public required Guid Id { get; init; }

    /// <summary>What configuration and rules call it: lower-case letters, digits and dashes.</summary>
    public required string Key { get; init; }

    /// <summary>What people call it.</summary>
    public required string Name { get; init; }

    /// <summary>The calendar by which it is open, or null.</summary>
    public Guid? CalendarId { get; init; }

    /// <summary>The key of that calendar.</summary>
    public string? CalendarKey { get; init; }

    /// <summary>The name of that calendar.</summary>
    public string? CalendarName { get; init; }

    /// <summary>Grows with every change.</summary>
    public long Version { get; init; }

    /// <summary>How many conversations wait in it for an agent.</summary>
    public long Waiting { get; init; }

    /// <summary>Since when the first of them waits, UTC milliseconds.</summary>
    public long? LongestSince { get; init; }
}
