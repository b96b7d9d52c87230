using Hub.Core.Calendars;
using Hub.Core.Calendars.Reading;

namespace Hub.Tests.Calendars;

/// <summary>Imports into a place in Shanghai in November 2026, and shows each date on a line.</summary>
internal static class Imported
{
    public static readonly TimeZoneInfo Shanghai = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");

    public static readonly ImportWindow Window = ImportWindow.Around(new DateOnly(2026, 11, 22));

    /// <summary>The dates of one event of these properties.</summary>
    public static IEnumerable<string> Of(string properties) => Shown(Read(properties));

    public static ImportedDays Read(params IEnumerable<string> events) =>
        Whole("BEGIN:VCALENDAR\nVERSION:2.0\n" + string.Concat(events.Select(one => $"BEGIN:VEVENT\n{one}\nEND:VEVENT\n")) + "END:VCALENDAR\n");

    public static ImportedDays Whole(string text)
    {
        var (days, fault) = CalendarImport.Read(text.ReplaceLineEndings("\r\n"), Shanghai, Window);
        Assert.Null(fault);
        return days!;
    }

    public static IEnumerable<string> Shown(ImportedDays read) =>
        read.Days.Select(day => $"{CalendarDayStore.Text(day.Date)} {day.Kind}{(day.Hours is null ? "" : $"({day.Hours})")} {day.Name}");
}
