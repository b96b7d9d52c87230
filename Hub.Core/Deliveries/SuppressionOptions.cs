using System.ComponentModel.DataAnnotations;

namespace Hub.Core.Deliveries;

/// <summary>When the hub by itself sends nothing more to an address for a while.</summary>
public sealed class SuppressionOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Suppressions";

    /// <summary>The longest time over which failures are counted, in days.</summary>
    public const int MostSoftBounceDays = 90;

    /// <summary>After so many messages to an address in a row that did not get through for a reason that may pass, such as a full mailbox, the
    /// address gets nothing that no person writes. Default 5, range 0 (never) to 100.</summary>
    [Range(0, 100)]
    public int SoftBounces { get; init; } = 5;

    /// <summary>Within which time they are counted. Unit days, default 14, range 1 to 90.</summary>
    [Range(1, MostSoftBounceDays)]
    public int SoftBounceDays { get; init; } = 14;

    /// <summary>For how long the address then gets nothing. Unit days, default 7, range 1 to 365.</summary>
    [Range(1, 365)]
    public int SoftBounceRestDays { get; init; } = 7;
}
