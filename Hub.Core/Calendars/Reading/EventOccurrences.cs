namespace Hub.Core.Calendars.Reading;

/// <summary>Says on which dates events are, and at which hours of them, by the clocks of a place.</summary>
internal sealed class EventOccurrences
{
    private const int MostLooks = 5_000_000;

    private readonly TimeZoneInfo _place;
    private readonly ImportWindow _window;
    private readonly Dictionary<string, TimeZoneInfo> _zones = new(StringComparer.Ordinal);
    private readonly ILookup<string?, ContentTime> _moved;
    private int _looks;

    /// <summary>Makes one for the events of a calendar.</summary>
    public EventOccurrences(IReadOnlyList<CalendarEvent> events, TimeZoneInfo place, ImportWindow window)
    {
        (_place, _window) = (place, window);
        _moved = events.Where(IsMoved).ToLookup(moved => moved.Find("UID")?.Value, moved => moved.Time("RECURRENCE-ID")!.Value);
    }

    /// <summary>The dates of an event within the window, each with the part of the day.</summary>
    /// <exception cref="UnreadableCalendarException">The event cannot be read.</exception>
    public IEnumerable<(DateOnly Date, DaySpan Span)> Of(CalendarEvent present)
    {
        var start = present.Time("DTSTART") ?? throw new UnreadableCalendarException(present.Line, "the event has no DTSTART");
        if (present.Find("EXRULE") is { } rule) throw new UnreadableCalendarException(rule.Number, "EXRULE is not read");
        var zone = ZoneOf(start, present);
        var length = EventLength.Of(present, start, time => Local(time, zone, present));
        foreach (var begins in Starts(present, start, zone, length))
        {
            foreach (var part in Parts(begins, length, start.HasTime ? zone : _place))
            {
                Look(present.Line);
                yield return part;
            }
        }
    }

    private IEnumerable<DateTime> Starts(CalendarEvent present, ContentTime start, TimeZoneInfo zone, TimeSpan length)
    {
        var moved = IsMoved(present) ? [] : _moved[present.Find("UID")?.Value];
        var left = present.Times("EXDATE").Concat(moved).Select(time => Local(time, zone, present)).ToHashSet();
        foreach (var begins in Rule(present, start, zone, length).Concat(present.Times("RDATE").Select(time => Local(time, zone, present))))
            if (!left.Contains(begins) && !left.Contains(begins.Date)) yield return begins;
    }

    private IEnumerable<DateTime> Rule(CalendarEvent present, ContentTime start, TimeZoneInfo zone, TimeSpan length)
    {
        if (present.Find("RRULE") is not { } line || IsMoved(present)) return [start.Local];
        var rule = Recurrence.Read(line);
        // an end that is a date is that whole day
        var until = rule.Until is not { } end ? DateTime.MaxValue : end.HasTime ? Local(end, zone, present) : end.Local.Date.AddTicks(TimeSpan.TicksPerDay - 1);
        var wanted = _window with { From = _window.From.AddDays(-(int)length.TotalDays - 2), To = _window.To.AddDays(1) };
        return RecurrenceDays.Of(rule, DateOnly.FromDateTime(start.Local), wanted, () => Look(line.Number))
            .Select(day => day.ToDateTime(TimeOnly.FromDateTime(start.Local))).TakeWhile(begins => begins <= until);
    }

    /// <summary>An occurrence day by day.</summary>
    private IEnumerable<(DateOnly Date, DaySpan Span)> Parts(DateTime begins, TimeSpan length, TimeZoneInfo zone)
    {
        // it lasts a year at most, so this is far from the calendar's ends
        if (begins.Year < _window.From.Year - 2 || begins.Year > _window.To.Year + 1) yield break;
        var (from, to) = (Here(begins, zone), Here(begins + length, zone));
        for (var day = from.Date; day < to; day = day.AddDays(1))
        {
            var date = DateOnly.FromDateTime(day);
            if (date < _window.From || date > _window.To) continue;
            var span = new DaySpan(Math.Max(0, (int)(from - day).TotalMinutes), (int)Math.Min(DaySpan.Day, Math.Ceiling((to - day).TotalMinutes)));
            if (span.From < span.To) yield return (date, span);
        }
    }

    private void Look(int line)
    {
        if (++_looks > MostLooks) throw new UnreadableCalendarException(line, "the events up to here repeat too often");
    }

    private DateTime Here(DateTime local, TimeZoneInfo zone) => zone == _place ? local : Shift(local, zone, _place);

    private DateTime Local(ContentTime time, TimeZoneInfo zone, CalendarEvent present)
    {
        var own = time.HasTime ? ZoneOf(time, present) : zone;
        return own == zone ? time.Local : Shift(time.Local, own, zone);
    }

    /// <summary>What other clocks show. A time that the clocks skip is taken as if they did not, one that they show twice as the second one.</summary>
    private static DateTime Shift(DateTime local, TimeZoneInfo from, TimeZoneInfo to)
    {
        // the ends of the calendar have no other clocks
        if (local.Year is < 2 or > 9998) return local;
        var utc = DateTime.SpecifyKind(local - from.GetUtcOffset(local), DateTimeKind.Utc);
        return DateTime.SpecifyKind(utc + to.GetUtcOffset(utc), DateTimeKind.Unspecified);
    }

    /// <summary>The zone that a time names; the place's own where it names none.</summary>
    private TimeZoneInfo ZoneOf(ContentTime time, CalendarEvent present)
    {
        if (time.Zone is not { } name) return _place;
        if (_zones.TryGetValue(name, out var known)) return known;
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(name, out var found))
            throw new UnreadableCalendarException(present.Line, $"the event names the time zone \"{Shown.Of(name)}\", which is not known");
        return _zones[name] = found;
    }

    private static bool IsMoved(CalendarEvent present) => present.Find("RECURRENCE-ID") is not null;
}
