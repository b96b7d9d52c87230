namespace Hub.Core.Calendars;

/// <summary>What became of a wish to change a calendar or its dates.</summary>
public abstract record CalendarResult
{
    private CalendarResult()
    {
    }

    /// <summary>It was done.</summary>
    /// <param name="Calendar">The calendar as it is now.</param>
    public sealed record Done(WorkCalendar Calendar) : CalendarResult;

    /// <summary>There is no such calendar, or no such date in it.</summary>
    public sealed record NotFound : CalendarResult;

    /// <summary>It was changed since the caller read it.</summary>
    /// <param name="Calendar">The calendar as it is now.</param>
    public sealed record VersionDiffers(WorkCalendar Calendar) : CalendarResult;

    /// <summary>It cannot be deleted while queues follow it.</summary>
    /// <param name="Queues">Their keys.</param>
    public sealed record InUse(IReadOnlyList<string> Queues) : CalendarResult;

    /// <summary>It has as many dates as it may have.</summary>
    /// <param name="Why">What there is too much of.</param>
    public sealed record Full(string Why) : CalendarResult;
}
