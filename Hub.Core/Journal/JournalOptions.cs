using System.ComponentModel.DataAnnotations;

namespace Hub.Core.Journal;

/// <summary>How long the journal remembers.</summary>
public sealed class JournalOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Journal";

    /// <summary>Days an entry is kept after every named reader has passed it; a client that asks for older ones is told so (410). Unit
    /// days, default 90, range 1 to 3650.</summary>
    [Range(1, 3650)]
    public int KeepDays { get; init; } = 90;

    /// <summary><see cref="KeepDays"/> as a duration.</summary>
    public TimeSpan Keep => TimeSpan.FromDays(KeepDays);
}
