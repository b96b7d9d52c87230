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

    /// <summary>Grows with every change.</summary>
    public long Version { get; init; }

    /// <summary>How many conversations wait in it for an agent.</summary>
    public long Waiting { get; init; }

    /// <summary>Since when the first of them waits, UTC milliseconds.</summary>
    public long? LongestSince { get; init; }
}
