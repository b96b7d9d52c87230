namespace Hub.Core.Deliveries;

/// <summary>What a suppression stops: each stops what is wanted less, too.</summary>
public static class SuppressionScope
{
    /// <summary>Everything.</summary>
    public const string All = "all";

    /// <summary>Everything but what a person writes.</summary>
    public const string Notice = SendPurpose.Notice;

    /// <summary>What goes to many.</summary>
    public const string Marketing = SendPurpose.Marketing;

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> Names { get; } = [All, Notice, Marketing];
}
