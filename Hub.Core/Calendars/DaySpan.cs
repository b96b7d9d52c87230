namespace Hub.Core.Calendars;

/// <summary>A part of a day, by the clocks of its place.</summary>
/// <param name="From">Its first minute, counted from midnight.</param>
/// <param name="To">The minute after its last, at most 1440 for 24:00.</param>
public readonly record struct DaySpan(int From, int To)
{
    /// <summary>The minutes from midnight to midnight.</summary>
    public const int Day = 24 * 60;
}
