namespace Hub.Core.Calendars;

/// <summary>
/// When it is open, week by week: entries with a semicolon between, each of days and their spans, such as
/// <c>mon-thu 09:00-12:00 13:00-17:30; fri 09:00-15:00</c>. Days are one, a range, or several with commas between; a span ends at most at 24:00.
/// </summary>
public sealed class WeeklyHours
{
    /// <summary>The longest text of them, in UTF-16 units.</summary>
    public const int LongestText = 500;

    /// <summary>Never open.</summary>
    public static readonly WeeklyHours None = new([.. Enumerable.Repeat(DayHours.None, 7)]);

    private readonly DayHours[] _days;

    private WeeklyHours(DayHours[] days) => _days = days;

    /// <summary>Whether it is open on no day.</summary>
    public bool IsEmpty => FirstOpenDay is null;

    /// <summary>The first day from Monday on that it is open on; null where there is none.</summary>
    public DayOfWeek? FirstOpenDay
    {
        get
        {
            foreach (var day in Weekdays.All)
                if (this[day].Spans.Count > 0) return day;
            return null;
        }
    }

    /// <summary>The hours of a day of the week.</summary>
    public DayHours this[DayOfWeek day] => _days[(int)day];

    /// <summary>Reads them; nothing at all is never open.</summary>
    /// <returns>The hours, or what is wrong with them.</returns>
    public static (WeeklyHours? Hours, string? Fault) Read(string text)
    {
        if (text.Length > LongestText) return (null, $"they are longer than {LongestText} characters");
        var days = (DayHours[])[.. None._days];
        foreach (var entry in text.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            if (!TryAdd(entry, days)) return (null, $"\"{entry}\" is not of the form mon-fri 09:00-17:30");
        return (new WeeklyHours(days), null);
    }

    /// <summary>The shortest text from which they are read.</summary>
    public override string ToString()
    {
        var entries = new List<string>();
        for (var first = 0; first < Weekdays.All.Count;)
        {
            var hours = this[Weekdays.All[first]];
            var last = first;
            while (last + 1 < Weekdays.All.Count && this[Weekdays.All[last + 1]].Equals(hours)) last++;
            if (hours.Spans.Count > 0) entries.Add($"{Weekdays.Names[first]}{(last > first ? "-" + Weekdays.Names[last] : "")} {hours}");
            first = last + 1;
        }

        return string.Join("; ", entries);
    }

    private static bool TryAdd(string entry, DayHours[] days)
    {
        if (entry.Split([' ', '\t'], 2, StringSplitOptions.RemoveEmptyEntries) is not [var names, var spans] || DayHours.Read(spans) is not { } hours) return false;
        foreach (var name in names.Split(','))
        {
            var range = name.Split('-');
            if (range.Length > 2 || Weekdays.Find(range[0]) is not { } first || Weekdays.Find(range[^1]) is not { } last) return false;
            for (var day = first; ; day = (DayOfWeek)(((int)day + 1) % 7))
            {
                days[(int)day] = DayHours.Of([.. days[(int)day].Spans, .. hours.Spans]);
                if (day == last) break;
            }
        }

        return true;
    }
}
