using Hub.Core.Calendars;
using Hub.Host.Desk.Reading;

namespace Hub.Host.Desk.Pages;

/// <summary>A calendar with the dates that differ, from a month ago on.</summary>
public sealed record CalendarModel
{
    public required ShellModel Shell { get; init; }

    public required WorkCalendar Calendar { get; init; }

    public required IReadOnlyList<CalendarDay> Days { get; init; }

    /// <summary>For arithmetic; null where the zone has no clocks here.</summary>
    public required BusinessCalendar? Times { get; init; }

    public required DateTimeOffset Now { get; init; }

    public bool IsOpen => Times?.IsOpen(Now) == true;

    /// <summary>When it opens or closes next, by its own clocks; null where it never does.</summary>
    public DateTimeOffset? Next => (IsOpen ? Times!.NextClosing(Now) : Times?.NextOpening(Now)) is { } next ? TimeZoneInfo.ConvertTime(next, Times!.Zone) : null;
}
