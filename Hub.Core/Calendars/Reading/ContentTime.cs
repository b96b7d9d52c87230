using System.Globalization;

namespace Hub.Core.Calendars.Reading;

/// <summary>A date or a time of an iCalendar object (RFC 5545 sections 3.3.4 and 3.3.5).</summary>
/// <param name="Local">What the clocks of its zone show.</param>
/// <param name="HasTime">Whether it is a time rather than a whole day.</param>
/// <param name="Zone">The zone that it names; null where it names none.</param>
public readonly record struct ContentTime(DateTime Local, bool HasTime, string? Zone)
{
    private const int LongestForm = 15;
    private static readonly string[] Formats = ["yyyyMMdd'T'HHmmss", "yyyyMMdd'T'HHmm", "yyyyMMdd"];

    /// <summary>Reads a value; null where it is none.</summary>
    /// <param name="value">One date or time.</param>
    /// <param name="zone">The zone that its property names, or null.</param>
    public static ContentTime? Read(string value, string? zone)
    {
        var text = value.Trim();
        var digits = text.TrimEnd('Z');
        // a leap second counts as the one before it (RFC 5545 section 3.3.12)
        if (digits.Length == LongestForm && digits.EndsWith("60", StringComparison.Ordinal)) digits = digits[..^2] + "59";
        return DateTime.TryParseExact(digits, Formats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local)
            ? new ContentTime(local, text.Contains('T', StringComparison.Ordinal), text.EndsWith('Z') ? "UTC" : zone)
            : null;
    }
}
