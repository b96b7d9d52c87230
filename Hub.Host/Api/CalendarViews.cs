using Hub.Core;
using Hub.Core.Calendars;

namespace Hub.Host.Api;

/// <summary>A calendar as the API shows it.</summary>
internal sealed record CalendarView(string Id, string Key, string Name, string Zone, string Hours, long Version)
{
    public static CalendarView Of(WorkCalendar calendar) => new(
        Ids.Text(calendar.Id), calendar.Key, calendar.Name, calendar.Zone, calendar.Hours, calendar.Version);
}

/// <summary>A date that differs; its source is the import that brought it, null where it was set by hand.</summary>
internal sealed record CalendarDayView(string Date, string Kind, string Name, string? Hours, string? Follows, string? Source)
{
    public static CalendarDayView Of(CalendarDay day) => new(
        CalendarDayStore.Text(day.Date), day.Kind, day.Name, day.Hours?.ToString(), day.Follows is { } follows ? Weekdays.Name(follows) : null, Input.Given(day.Source));
}

/// <summary>What an import brought: how many dates, how many of them moved workdays, how many events say nothing of a date from the first to the last looked at.</summary>
internal sealed record CalendarImportView(string Source, int Days, int Workdays, int Skipped, string From, string To);

/// <summary>A time during which it is open.</summary>
internal sealed record OpenView(DateTimeOffset Opens, DateTimeOffset Closes)
{
    public static OpenView Of(OpenInterval interval) => new(interval.Opens, interval.Closes);
}
