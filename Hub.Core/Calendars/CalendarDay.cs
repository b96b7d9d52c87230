namespace Hub.Core.Calendars;

/// <summary>A date that differs from its day of the week.</summary>
public sealed record CalendarDay
{
    /// <summary>The longest name of it, and of what brought it, in UTF-16 units.</summary>
    public const int LongestName = 200;

    /// <summary>The most that one calendar has, set by hand.</summary>
    public const int MostByHand = 1_000;

    /// <summary>The date, by the clocks of the calendar's place.</summary>
    public required DateOnly Date { get; init; }

    /// <summary>How it differs, one of <see cref="DayKind"/>.</summary>
    public required string Kind { get; init; }

    /// <summary>When it is open (<see cref="DayKind.Open"/>) or closed (<see cref="DayKind.Closed"/>, null for all day).</summary>
    public DayHours? Hours { get; init; }

    /// <summary>The day whose hours a moved workday has; null for the first day from Monday on that has any.</summary>
    public DayOfWeek? Follows { get; init; }

    /// <summary>What people call it; may be empty.</summary>
    public string Name { get; init; } = "";

    /// <summary>The import that brought it; empty where somebody set it by hand.</summary>
    public string Source { get; init; } = "";

    /// <summary>
    /// Which of several that name one date counts, the least first: what a human set; what says outright that it is open, since calendars of
    /// holidays also name festivals on which everybody works; what is closed all day.
    /// </summary>
    internal int Rank => Source.Length == 0 ? 0 : Kind != DayKind.Closed ? 1 : Hours is null ? 2 : 3;

    /// <summary>Why there can be no such day, or null.</summary>
    public string? Fault() => Date.Year is < 1970 or > 2200 ? "its year is 1970 to 2200" : Kind switch
    {
        DayKind.Closed => Follows is null ? null : "a closed day follows no other",
        DayKind.Open => Follows is not null ? "a day with hours of its own follows no other" : Hours is null ? "an open day has hours" : null,
        DayKind.Workday => Hours is null ? null : "a moved workday has the hours of another day; one with its own is open",
        _ => $"it is one of {string.Join(", ", DayKind.All)}",
    };

    /// <summary>When it is open in a week of these hours.</summary>
    internal DayHours OpenIn(WeeklyHours week) => Kind switch
    {
        DayKind.Open => Hours ?? DayHours.None,
        DayKind.Workday => (Follows ?? week.FirstOpenDay) is { } day ? week[day] : DayHours.None,
        _ => Hours is null ? DayHours.None : week[Date.DayOfWeek].Without(Hours),
    };
}
