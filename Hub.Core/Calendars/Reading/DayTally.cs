namespace Hub.Core.Calendars.Reading;

/// <summary>What all events of a calendar together say of a date.</summary>
internal sealed class DayTally
{
    // a calendar may hold thousands of events on one date
    private const int MostSpans = 100;
    private const int Longest = CalendarDay.LongestName;

    private readonly List<DaySpan> _open = [];
    private readonly List<DaySpan> _closed = [];
    private string? _workday;
    private string? _holiday;

    public void Add(string name, bool isWorkday, DaySpan span)
    {
        var spans = isWorkday ? _open : _closed;
        if (isWorkday) _workday ??= name;
        else _holiday ??= name;
        if (span == Whole) spans.Clear();
        if (spans.Count < MostSpans && !spans.Contains(Whole)) spans.Add(span);
    }

    /// <summary>A workday outweighs a holiday: a date of both is a festival on which everybody works.</summary>
    public CalendarDay Day(DateOnly date)
    {
        var isWorkday = _workday is not null;
        var (spans, name) = isWorkday ? (_open, _workday!) : (_closed, _holiday ?? "");
        var hours = spans.Contains(Whole) ? null : DayHours.Of(spans);
        return new CalendarDay
        {
            Date = date,
            Kind = !isWorkday ? DayKind.Closed : hours is null ? DayKind.Workday : DayKind.Open,
            Hours = hours == DayHours.AllDay && !isWorkday ? null : hours,
            Name = name.Length <= Longest ? name : name[..(char.IsHighSurrogate(name[Longest - 1]) ? Longest - 1 : Longest)],
        };
    }

    private static DaySpan Whole => new(0, DaySpan.Day);
}
