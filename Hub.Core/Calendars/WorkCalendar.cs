namespace Hub.Core.Calendars;

/// <summary>A calendar: when a place works. The dates that differ are kept beside it.</summary>
public sealed record WorkCalendar
{
    /// <summary>The longest name of a zone, in UTF-16 units.</summary>
    public const int LongestZone = 60;

    /// <summary>Its id.</summary>
    public required Guid Id { get; init; }

    /// <summary>What configuration and rules call it: lower-case letters, digits and dashes.</summary>
    public required string Key { get; init; }

    /// <summary>What people call it.</summary>
    public required string Name { get; init; }

    /// <summary>Its clocks: the name of an IANA time zone.</summary>
    public required string Zone { get; init; }

    /// <summary>When it is open in an ordinary week, as <see cref="WeeklyHours"/> writes it; empty for never.</summary>
    public required string Hours { get; init; }

    /// <summary>Grows with every change, of its dates too.</summary>
    public long Version { get; init; }

    /// <summary>Why this is no time zone, or null.</summary>
    public static string? ZoneFault(string zone) =>
        zone.Length <= LongestZone && TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _) ? null : $"there is no time zone of the name {(zone.Length <= LongestZone ? zone : zone[..LongestZone])}";
}
