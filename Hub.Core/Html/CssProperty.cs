using System.Collections.Frozen;

namespace Hub.Core.Html;

/// <summary>What a CSS property may be set to.</summary>
internal sealed record CssProperty
{
    /// <summary>Smallest length, in px; set for sizes of letters and lines, so percentages and plain numbers count as parts of 16 px.</summary>
    public double MinPx { get; init; }

    /// <summary>Largest length, in px; relative units count as 16 px.</summary>
    public double MaxPx { get; init; } = 2000;

    /// <summary>Largest percentage.</summary>
    public double MaxPercent { get; init; } = 100;

    /// <summary>Largest number without a unit.</summary>
    public double MaxNumber { get; init; }

    /// <summary>The words allowed; null for any word, which is harmless for the property.</summary>
    public FrozenSet<string>? Words { get; init; }

    /// <summary>Whether quoted and non-Latin names may stand in it (fonts).</summary>
    public bool HasNames { get; init; }

    /// <summary>Whether only opaque colours count, so that text cannot be made invisible.</summary>
    public bool IsOpaque { get; init; }
}
