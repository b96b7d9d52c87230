using Hub.Core.Routing;

namespace Hub.Host.Desk.Reading;

/// <summary>The lists that there are, each with how much waits in it (counted up to <see cref="Most"/>).</summary>
public sealed record NavModel
{
    /// <summary>Where counting ends.</summary>
    public const int Most = 100;

    public required DeskPlace Place { get; init; }

    /// <summary>The page that is shown where it is none of the lists: <c>deliveries</c>, <c>quarantine</c>, <c>canned</c>,
    /// <c>suppressions</c>, <c>junkSenders</c>, <c>queues</c>.</summary>
    public string? Page { get; init; }

    /// <summary>Counts by view.</summary>
    public required IReadOnlyDictionary<string, long> Counts { get; init; }

    public required IReadOnlyList<WorkQueue> Queues { get; init; }

    /// <summary>Deliveries of unknown outcome; null where the user may not see them.</summary>
    public required long? Unknown { get; init; }

    /// <summary>Inputs in quarantine; null where the user may not see them.</summary>
    public required long? Quarantined { get; init; }
}
