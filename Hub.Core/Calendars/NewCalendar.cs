namespace Hub.Core.Calendars;

/// <summary>A calendar to add.</summary>
/// <param name="Key">What configuration and rules call it.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Zone">The name of an IANA time zone.</param>
/// <param name="Hours">The hours of an ordinary week.</param>
public sealed record NewCalendar(string Key, string Name, string Zone, WeeklyHours Hours);
