using System.Globalization;
using Hub.Core.Calendars.Reading;

namespace Hub.Channels.Mail.Mime.Calendar;

/// <summary>A date or a time of a calendar as it is read out (RFC 5545 sections 3.3.4 and 3.3.5): in the zone that the sender names.</summary>
internal static class CalendarTime
{
    /// <summary>From and to; the day of the end only where it is another one. What cannot be read is shown as it is.</summary>
    public static string Show(ContentLine start, ContentLine? end)
    {
        if (Read(start) is not var (begin, hasTime, zone)) return start.Text;
        var to = end is { } given ? Read(given)?.Local : null;
        if (!hasTime) return Days(begin, to);
        var shown = begin.ToString("ddd yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
        if (to is { } until)
            shown += (until.Date == begin.Date ? until.ToString(" – HH:mm", CultureInfo.InvariantCulture) : until.ToString(" – ddd yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture));
        return zone is null ? shown : $"{shown} ({zone})";
    }

    /// <summary>An end that is a date is the day after (RFC 5545 section 3.6.1).</summary>
    private static string Days(DateTime begin, DateTime? after)
    {
        const string Day = "ddd yyyy-MM-dd";
        var first = begin.ToString(Day, CultureInfo.InvariantCulture);
        return after is { } end && end > begin.AddDays(1) ? $"{first} – {end.AddDays(-1).ToString(Day, CultureInfo.InvariantCulture)}" : first;
    }

    private static ContentTime? Read(ContentLine line) => ContentTime.Read(line.Value, line.Parameter("TZID"));
}
