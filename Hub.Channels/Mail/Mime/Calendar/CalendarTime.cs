using System.Globalization;

namespace Hub.Channels.Mail.Mime.Calendar;

/// <summary>A date or a time of a calendar as it is read out (RFC 5545 sections 3.3.4 and 3.3.5): in the zone that the sender names.</summary>
internal static class CalendarTime
{
    /// <summary>From and to; the day of the end only where it is another one. What cannot be read is shown as it is.</summary>
    public static string Show(CalendarProperty start, CalendarProperty? end)
    {
        var (from, zone) = Read(start);
        if (from is not { } begin) return start.Text;
        if (!HasTime(start)) return Days(begin, end is { } lastDay ? Read(lastDay).Time : null);
        var to = end is { } given ? Read(given).Time : null;
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

    private static bool HasTime(CalendarProperty value) => value.Value.Contains('T', StringComparison.Ordinal);

    private static (DateTime? Time, string? Zone) Read(CalendarProperty value)
    {
        var text = value.Value.Trim();
        var zone = text.EndsWith('Z') ? "UTC" : value.Parameter("TZID");
        string[] formats = ["yyyyMMdd'T'HHmmss", "yyyyMMdd'T'HHmm", "yyyyMMdd"];
        return DateTime.TryParseExact(text.TrimEnd('Z'), formats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? (time, zone) : (null, null);
    }
}
