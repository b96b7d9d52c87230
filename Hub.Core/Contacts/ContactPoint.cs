namespace Hub.Core.Contacts;

/// <summary>Where a contact is reached.</summary>
public sealed record ContactPoint
{
    /// <summary>Its id.</summary>
    public required Guid Id { get; init; }

    /// <summary>Whose it is.</summary>
    public required Guid ContactId { get; init; }

    /// <summary>One of <see cref="PointKinds"/>.</summary>
    public required string Kind { get; init; }

    /// <summary>The canonical address.</summary>
    public required string Address { get; init; }

    /// <summary>When a round trip proved it, UTC milliseconds; null where it is a claim.</summary>
    public long? VerifiedAt { get; init; }
}
