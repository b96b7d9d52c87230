namespace Hub.Core.Deliveries;

/// <summary>Why somebody was taken off the list of suppressions.</summary>
public static class LiftReason
{
    /// <summary>The receiver wants to be written to again.</summary>
    public const string Asked = "asked";

    /// <summary>The address works again.</summary>
    public const string Repaired = "repaired";

    /// <summary>It should not have been there.</summary>
    public const string Mistake = "mistake";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> Names { get; } = [Asked, Repaired, Mistake];
}
