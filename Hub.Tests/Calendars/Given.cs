using System.Globalization;
using Hub.Core.Calendars;

namespace Hub.Tests.Calendars;

/// <summary>Short forms for calendars and times.</summary>
internal static class Given
{
    public const string Office = "mon-fri 09:00-12:00 13:00-17:00";

    public static BusinessCalendar Calendar(string zone, string hours, params IEnumerable<CalendarDay> days) =>
        new(TimeZoneInfo.FindSystemTimeZoneById(zone), WeeklyHours.Read(hours).Hours!, days);

    public static CalendarDay Closed(string date, string? hours = null, string source = "") =>
        new() { Date = Date(date), Kind = DayKind.Closed, Hours = hours is null ? null : DayHours.Read(hours), Source = source };

    public static CalendarDay Open(string date, string hours, string source = "") =>
        new() { Date = Date(date), Kind = DayKind.Open, Hours = DayHours.Read(hours), Source = source };

    public static CalendarDay Workday(string date, DayOfWeek? follows = null, string source = "") =>
        new() { Date = Date(date), Kind = DayKind.Workday, Follows = follows, Source = source };

    /// <summary>What the clocks of the calendar's place show, where they show it once.</summary>
    public static DateTimeOffset At(this BusinessCalendar calendar, string local)
    {
        var time = DateTime.Parse(local, CultureInfo.InvariantCulture);
        return new DateTimeOffset(time, calendar.Zone.GetUtcOffset(time));
    }

    public static DateTimeOffset Utc(string time) => DateTimeOffset.Parse(time, CultureInfo.InvariantCulture);

    public static DateOnly Date(string date) => DateOnly.Parse(date, CultureInfo.InvariantCulture);
}
