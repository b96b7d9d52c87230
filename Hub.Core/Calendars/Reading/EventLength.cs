using System.Globalization;
using System.Text.RegularExpressions;

namespace Hub.Core.Calendars.Reading;

/// <summary>How long an event lasts by the clocks (RFC 5545 section 3.6.1).</summary>
internal static partial class EventLength
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(366);

    /// <summary>The length from start to end, or as the event says; one day for a date without either, nothing for a time.</summary>
    /// <param name="present">The event.</param>
    /// <param name="start">When it begins.</param>
    /// <param name="localTime">What a time is on the clocks of the start.</param>
    public static TimeSpan Of(CalendarEvent present, ContentTime start, Func<ContentTime, DateTime> localTime)
    {
        var day = start.HasTime ? TimeSpan.Zero : TimeSpan.FromDays(1);
        var length = day;
        if (present.Time("DTEND") is { } end) length = localTime(end) - start.Local;
        else if (present.Find("DURATION") is { } duration) length = Read(duration);
        if (length < TimeSpan.Zero) throw new UnreadableCalendarException(present.Line, "the event ends before it begins");
        if (length > Longest) throw new UnreadableCalendarException(present.Line, "the event lasts longer than a year");
        // programs write a day that ends on itself
        return length < day ? day : length;
    }

    /// <summary>RFC 5545 section 3.3.6.</summary>
    private static TimeSpan Read(ContentLine property)
    {
        var match = Form().Match(property.Value.Trim());
        if (!match.Success || !match.Groups.Values.Skip(1).Any(group => group.Success))
            throw new UnreadableCalendarException(property.Number, $"DURATION \"{Shown.Of(property.Value)}\" is none");
        return TimeSpan.FromDays((Number("w") * 7) + Number("d")) + TimeSpan.FromHours(Number("h")) + TimeSpan.FromMinutes(Number("m")) + TimeSpan.FromSeconds(Number("s"));

        int Number(string part) => match.Groups[part] is { Success: true } group ? int.Parse(group.ValueSpan, CultureInfo.InvariantCulture) : 0;
    }

    [GeneratedRegex(@"\A\+?P(?:(?<w>[0-9]{1,6})W)?(?:(?<d>[0-9]{1,6})D)?(?:T(?:(?<h>[0-9]{1,6})H)?(?:(?<m>[0-9]{1,6})M)?(?:(?<s>[0-9]{1,6})S)?)?\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
