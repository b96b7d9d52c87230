namespace Hub.Core.Calendars;

/// <summary>What to change of a calendar; what is null stays.</summary>
/// <param name="Name">What people call it.</param>
/// <param name="Zone">The name of an IANA time zone.</param>
/// <param name="Hours">The hours of an ordinary week.</param>
public sealed record CalendarChange(string? Name, string? Zone, WeeklyHours? Hours);
