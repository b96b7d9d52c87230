namespace Hub.Core.Calendars.Reading;

/// <summary>Ends the reading of an iCalendar object; <see cref="CalendarImport"/> makes a value of it.</summary>
internal sealed class UnreadableCalendarException(int line, string reason) : Exception($"line {line}: {reason}");
