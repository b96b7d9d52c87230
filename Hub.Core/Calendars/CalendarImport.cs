using Hub.Core.Calendars.Reading;

namespace Hub.Core.Calendars;

/// <summary>
/// Reads the dates that differ from an iCalendar object (RFC 5545): an event closes its days, or its hours of them; one that is marked as a
/// moved workday opens them. Where a calendar marks its days off (休), events without a mark only name a festival, and close nothing.
/// </summary>
public static class CalendarImport
{
    /// <summary>The longest text, in UTF-16 units.</summary>
    public const int LongestText = 1024 * 1024;

    /// <summary>Reads them.</summary>
    /// <param name="text">The iCalendar object.</param>
    /// <param name="zone">The clocks by which dates are told, and those of times that name no zone.</param>
    /// <param name="window">The dates looked at.</param>
    /// <returns>The days, or what is wrong with the text, with its line.</returns>
    public static (ImportedDays? Days, string? Fault) Read(string text, TimeZoneInfo zone, ImportWindow window)
    {
        if (text.Length > LongestText) return (null, $"it is longer than {LongestText} characters");
        try
        {
            return (Days(EventReader.Read(text), zone, window), null);
        }
        catch (UnreadableCalendarException fault)
        {
            return (null, fault.Message);
        }
    }

    private static ImportedDays Days(List<CalendarEvent> events, TimeZoneInfo zone, ImportWindow window)
    {
        var marked = events.Select(present => (Event: present, Mark: DayMarks.Of(present))).ToList();
        var marksDaysOff = marked.Exists(one => one.Mark == DayMark.Off);
        var occurrences = new EventOccurrences(events, zone, window);
        var tallies = new SortedDictionary<DateOnly, DayTally>();
        var skipped = 0;
        foreach (var (present, mark) in marked)
        {
            var isOnlyName = mark == DayMark.None && marksDaysOff;
            var (name, hasDay) = (present.Summary, false);
            foreach (var (date, span) in occurrences.Of(present))
            {
                if (present.IsCancelled || isOnlyName) break;
                hasDay = true;
                if (!tallies.TryGetValue(date, out var tally)) tallies.Add(date, tally = new DayTally());
                tally.Add(name, mark == DayMark.Workday, span);
            }

            if (!hasDay) skipped++;
        }

        return new ImportedDays([.. tallies.Select(one => one.Value.Day(one.Key))], skipped, window);
    }
}
