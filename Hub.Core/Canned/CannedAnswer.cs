namespace Hub.Core.Canned;

/// <summary>An answer that agents keep at hand.</summary>
public sealed record CannedAnswer
{
    /// <summary>The longest name.</summary>
    public const int LongestName = 60;

    /// <summary>The longest text.</summary>
    public const int LongestText = 10_000;

    /// <summary>Its id.</summary>
    public required Guid Id { get; init; }

    /// <summary>What agents type after a slash to find it.</summary>
    public required string Name { get; init; }

    /// <summary>What it says.</summary>
    public required string Text { get; init; }

    /// <summary>When it was added, UTC milliseconds.</summary>
    public long CreatedAt { get; init; }
}
