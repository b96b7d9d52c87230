using System.Text.RegularExpressions;

namespace Hub.Core.Calendars.Reading;

/// <summary>
/// Tells moved workdays (调休) from days off in calendars of public holidays: by the property that Apple's bear, and by the words that the
/// others put into summary or categories, such as 补班, 上班, a 班 or 休 that stands alone or last, or "working day".
/// </summary>
internal static partial class DayMarks
{
    /// <summary>In Apple's calendars of Chinese holidays: ALTERNATE-WORKDAY or WORK-HOLIDAY.</summary>
    public const string AppleProperty = "X-APPLE-SPECIAL-DAY";

    public static DayMark Of(CalendarEvent present)
    {
        switch (present.Find(AppleProperty)?.Value.Trim().ToUpperInvariant())
        {
            case "ALTERNATE-WORKDAY": return DayMark.Workday;
            case "WORK-HOLIDAY": return DayMark.Off;
        }

        var texts = present.All("CATEGORIES").SelectMany(line => line.Text.Split(',')).Prepend(present.Summary).Select(text => text.Trim()).ToList();
        return texts.Exists(Workday().IsMatch) ? DayMark.Workday : texts.Exists(Off().IsMatch) ? DayMark.Off : DayMark.None;
    }

    [GeneratedRegex(
        @"补班|補班|(?<![不無无])上班|(?<!非)工作日|(?<!上)班\z|(?<!\p{IsCJKUnifiedIdeographs})班(?!\p{IsCJKUnifiedIdeographs})|(?<!\bnon[- ]?)(?<!\bnot a )\b(?:work|working)[- ]?day\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1_000)]
    private static partial Regex Workday();

    [GeneratedRegex(@"休\z|(?<!\p{IsCJKUnifiedIdeographs})休(?!\p{IsCJKUnifiedIdeographs})", RegexOptions.CultureInvariant, 1_000)]
    private static partial Regex Off();
}
