namespace Hub.Core.Arrivals;

/// <summary>Why a quarantined input is discarded; kept in the journal, which bears no words of people.</summary>
public static class DiscardReason
{
    /// <summary>It is junk.</summary>
    public const string Junk = "junk";

    /// <summary>It is damaged, and nothing of it is missed.</summary>
    public const string Damaged = "damaged";

    /// <summary>It came in another way.</summary>
    public const string Duplicate = "duplicate";

    /// <summary>It was dealt with elsewhere.</summary>
    public const string Handled = "handled";

    /// <summary>Another reason, or none given.</summary>
    public const string Other = "other";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [Junk, Damaged, Duplicate, Handled, Other];
}
