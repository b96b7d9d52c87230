using Hub.Core.Calendars;
using Hub.Host.Desk.Reading;

namespace Hub.Host.Desk.Pages;

/// <summary>The calendars.</summary>
public sealed record CalendarsModel
{
    public required ShellModel Shell { get; init; }

    public required IReadOnlyList<WorkCalendar> Rows { get; init; }
}
