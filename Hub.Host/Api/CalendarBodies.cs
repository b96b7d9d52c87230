using System.Text.Json.Serialization;
using Hub.Core.Calendars;

namespace Hub.Host.Api;

/// <summary>A calendar to add: hours as in <c>mon-fri 09:00-12:00 13:00-17:30; sat 10:00-13:00</c>, never open where they are empty.</summary>
internal sealed record NewCalendarBody(string Key, string Name, string Zone, string Hours)
{
    [JsonIgnore]
    public NewCalendar Calendar => new(Key, Name, Zone, WeeklyHours.Read(Hours).Hours!);

    public Problem? Fault() => Input.KeyFault(Key) is { } key ? Problem.Invalid("key", key) : new CalendarChangeBody(Name, Zone, Hours).Fault();
}

/// <summary>What to change of a calendar; what is left out stays.</summary>
internal sealed record CalendarChangeBody(string? Name = null, string? Zone = null, string? Hours = null)
{
    [JsonIgnore]
    public CalendarChange Change => new(Name, Zone, Hours is null ? null : WeeklyHours.Read(Hours).Hours);

    public Problem? Fault() =>
        Input.LineFault(Name, Input.LongestName) is { } name ? Problem.Invalid("name", name)
        : Zone is not null && WorkCalendar.ZoneFault(Zone) is { } zone ? Problem.Invalid("zone", zone)
        : Hours is not null && WeeklyHours.Read(Hours).Fault is { } hours ? Problem.Invalid("hours", hours)
        : null;
}

/// <summary>
/// How a date differs: <c>closed</c> (or only in the hours given), <c>open</c> in the hours given, or a <c>workday</c> with the hours of the day
/// of the week that it follows, of the first open one where none is given.
/// </summary>
internal sealed record CalendarDayBody(string Kind, string? Name = null, string? Hours = null, string? Follows = null)
{
    public (CalendarDay? Day, Problem? Fault) Of(DateOnly date)
    {
        if (!DayKind.All.Contains(Kind)) return (null, Problem.Invalid("kind", $"it is one of {string.Join(", ", DayKind.All)}"));
        if (!string.IsNullOrEmpty(Name) && Input.LineFault(Name, CalendarDay.LongestName) is { } name) return (null, Problem.Invalid("name", name));
        if (Hours is not null && DayHours.Read(Hours) is null) return (null, Problem.Invalid("hours", "they are not of the form 09:00-12:00 13:00-17:30"));
        if (Follows is not null && Weekdays.Find(Follows) is null) return (null, Problem.Invalid("follows", $"it is one of {string.Join(", ", Weekdays.Names)}"));
        var day = new CalendarDay { Date = date, Kind = Kind, Hours = Hours is null ? null : DayHours.Read(Hours), Follows = Weekdays.Find(Follows), Name = Name ?? "" };
        return day.Fault() is { } fault ? (null, Problem.Invalid("kind", fault)) : (day, null);
    }
}
