namespace Hub.Core.Arrivals;

/// <summary>An input that could not be handled, kept whole until a human settles it.</summary>
public sealed class QuarantinedInput
{
    /// <summary>Its id.</summary>
    public required Guid Id { get; init; }

    /// <summary>The channel account that it came by.</summary>
    public required string Channel { get; init; }

    /// <summary>The id of its reception.</summary>
    public required string ReceptionId { get; init; }

    /// <summary>Why it could not be handled.</summary>
    public required string Reason { get; init; }

    /// <summary>Its media type.</summary>
    public required string Type { get; init; }

    /// <summary>Its size in bytes.</summary>
    public required long Size { get; init; }

    /// <summary>Its bytes where they are few; else null and <see cref="ContentHash"/> names them.</summary>
    public byte[]? Content { get; init; }

    /// <summary>The blob of its bytes.</summary>
    public string? ContentHash { get; init; }

    /// <summary>How often its reading was tried.</summary>
    public long Attempts { get; init; } = 1;

    /// <summary>When it came, UTC milliseconds.</summary>
    public required long StoredAt { get; init; }
}
