using System.Globalization;

namespace Hub.Core.Acknowledgements;

/// <summary>
/// When somebody is there, week by week: entries with a semicolon between, each a day or a range of days and a time of day with its end,
/// such as <c>mon-fri 09:00-17:30; sat 10:00-13:00</c>. A time ends at most at 24:00; nothing at all is always.
/// </summary>
public sealed class OpeningHours
{
    /// <summary>The longest text of them.</summary>
    public const int LongestText = 500;

    private const int Day = 24 * 60;

    private static readonly string[] Days = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

    private readonly List<(DayOfWeek Day, int From, int To)> _open = [];
    private readonly TimeZoneInfo _zone;

    private OpeningHours(TimeZoneInfo zone) => _zone = zone;

    /// <summary>Reads them.</summary>
    /// <param name="text">The hours.</param>
    /// <param name="zone">The name of an IANA time zone.</param>
    /// <returns>The hours, or what is wrong with them.</returns>
    public static (OpeningHours? Hours, string? Fault) Read(string text, string zone)
    {
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var found)) return (null, $"there is no time zone of the name {zone}");
        if (text.Length > LongestText) return (null, $"they are longer than {LongestText} characters");
        var hours = new OpeningHours(found);
        foreach (var entry in text.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            if (!hours.TryAdd(entry)) return (null, $"\"{entry}\" is not of the form mon-fri 09:00-17:30");
        return (hours, null);
    }

    /// <summary>Whether somebody is there at this instant.</summary>
    public bool AreOpen(DateTimeOffset at)
    {
        if (_open.Count == 0) return true;
        var local = TimeZoneInfo.ConvertTime(at, _zone);
        var minute = (local.Hour * 60) + local.Minute;
        return _open.Exists(open => open.Day == local.DayOfWeek && minute >= open.From && minute < open.To);
    }

    private bool TryAdd(string entry)
    {
        if (entry.Split(' ', StringSplitOptions.RemoveEmptyEntries) is not [var days, var times]) return false;
        if (times.Split('-') is not [var opens, var closes] || Minute(opens) is not { } from || Minute(closes) is not { } to || to <= from) return false;
        var range = days.ToLowerInvariant().Split('-');
        var (first, last) = (Array.IndexOf(Days, range[0]), Array.IndexOf(Days, range[^1]));
        if (range.Length > 2 || first < 0 || last < 0) return false;
        for (var day = first; ; day = (day + 1) % Days.Length)
        {
            _open.Add(((DayOfWeek)day, from, to));
            if (day == last) return true;
        }
    }

    private static int? Minute(string text)
    {
        if (text == "24:00") return Day;
        return TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? (time.Hour * 60) + time.Minute : null;
    }
}
