using Hub.Core.Calendars.Reading;

namespace Hub.Core.Calendars;

/// <summary>What an iCalendar object says of dates.</summary>
/// <param name="Days">The dates that differ, in order, each once and without a source.</param>
/// <param name="Skipped">How many events say nothing of the opening of a date in the window: cancelled ones, names of festivals, moments.</param>
/// <param name="Window">The dates that were looked at.</param>
public sealed record ImportedDays(IReadOnlyList<CalendarDay> Days, int Skipped, ImportWindow Window);
