using Hub.Core.Calendars;

namespace Hub.Core.Acknowledgements;

/// <summary>When somebody is there, week by week, as in <see cref="WeeklyHours"/>, but that nothing at all is always.</summary>
public sealed class OpeningHours
{
    /// <summary>The longest text of them.</summary>
    public const int LongestText = WeeklyHours.LongestText;

    private readonly BusinessCalendar? _calendar;

    private OpeningHours(BusinessCalendar? calendar) => _calendar = calendar;

    /// <summary>Reads them.</summary>
    /// <param name="text">The hours.</param>
    /// <param name="zone">The name of an IANA time zone.</param>
    /// <returns>The hours, or what is wrong with them.</returns>
    public static (OpeningHours? Hours, string? Fault) Read(string text, string zone)
    {
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var found)) return (null, WorkCalendar.ZoneFault(zone));
        var (week, fault) = WeeklyHours.Read(text);
        return week is null ? (null, fault) : (new OpeningHours(week.IsEmpty ? null : new BusinessCalendar(found, week, [])), null);
    }

    /// <summary>Whether somebody is there at this instant.</summary>
    public bool AreOpen(DateTimeOffset at) => _calendar?.IsOpen(at) ?? true;
}
