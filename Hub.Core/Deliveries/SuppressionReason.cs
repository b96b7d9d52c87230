namespace Hub.Core.Deliveries;

/// <summary>Why nothing is sent to somebody.</summary>
public static class SuppressionReason
{
    /// <summary>A mail server reported that the address does not exist.</summary>
    public const string HardBounce = "hardBounce";

    /// <summary>The receiver told its provider that such mail is unwanted.</summary>
    public const string Complaint = "complaint";

    /// <summary>The receiver told us.</summary>
    public const string OptOut = "optOut";

    /// <summary>Its program and ours answered each other.</summary>
    public const string Loop = "loop";

    /// <summary>Message after message did not get through, such as to a full mailbox.</summary>
    public const string SoftBounce = "softBounce";

    /// <summary>A human decided it.</summary>
    public const string Manual = "manual";

    /// <summary>Those that people and other systems may give.</summary>
    public static IReadOnlyList<string> Given { get; } = [Manual, OptOut, HardBounce, Complaint];
}
