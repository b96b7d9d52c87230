namespace Hub.Core.Calendars.Reading;

/// <summary>
/// The dates of a recurrence (RFC 5545 section 3.3.10). It goes from period to period (a year, a month, a week, a day, as many apart as the
/// interval says) and looks at each date of the period. A rule without a count begins near the window, one with a count at its start.
/// </summary>
internal static class RecurrenceDays
{
    /// <summary>The dates from the first on, in order, the first always among them.</summary>
    /// <param name="rule">By what it repeats.</param>
    /// <param name="first">The first date.</param>
    /// <param name="window">What is wanted: what is before may be left out, nothing is after.</param>
    /// <param name="look">Called for each date looked at; ends what takes too long.</param>
    public static IEnumerable<DateOnly> Of(Recurrence rule, DateOnly first, ImportWindow window, Action look)
    {
        yield return first;
        var left = rule.Count - 1;
        for (var number = rule.Count is null ? Skipped(rule, first, window.From) : 0; ; number++)
        {
            if (Period(rule, first, (long)number * rule.Interval) is not var (start, end) || start > window.To) yield break;
            for (var day = start; day < end; day = day.AddDays(1))
            {
                look();
                if (!IsMonth(rule, first, day.Month))
                {
                    // on to the next month
                    day = new DateOnly(day.Year, day.Month, DateTime.DaysInMonth(day.Year, day.Month));
                    continue;
                }

                if (day <= first || !Matches(rule, first, day)) continue;
                if (left-- <= 0 || day > window.To) yield break;
                yield return day;
            }
        }
    }

    /// <summary>How many periods are over before the window begins, less one that may reach into it.</summary>
    private static int Skipped(Recurrence rule, DateOnly first, DateOnly from)
    {
        var days = Math.Max(0, from.DayNumber - first.DayNumber);
        var longest = rule.Unit switch { RecurrenceUnit.Year => 366, RecurrenceUnit.Month => 31, RecurrenceUnit.Week => 7, _ => 1 };
        return Math.Max(0, (days / longest / rule.Interval) - 1);
    }

    /// <summary>The first date of a period and the date after its last; null beyond the end of the calendar.</summary>
    private static (DateOnly Start, DateOnly End)? Period(Recurrence rule, DateOnly first, long away)
    {
        var months = rule.Unit == RecurrenceUnit.Year ? 12 : 1;
        if (rule.Unit is RecurrenceUnit.Year or RecurrenceUnit.Month)
        {
            var month = (first.Year * 12L) + (months == 12 ? 0 : first.Month - 1) + (away * months);
            return month / 12 > 9998 ? null : (new DateOnly((int)(month / 12), (int)(month % 12) + 1, 1), new DateOnly((int)(month / 12), (int)(month % 12) + 1, 1).AddMonths(months));
        }

        var (begin, length) = rule.Unit == RecurrenceUnit.Week ? (first.DayNumber - (((int)first.DayOfWeek - (int)rule.WeekStart + 7) % 7), 7) : (first.DayNumber, 1);
        var number = begin + (away * length);
        return number + length > DateOnly.MaxValue.DayNumber ? null : (DateOnly.FromDayNumber((int)Math.Max(0, number)), DateOnly.FromDayNumber((int)number + length));
    }

    /// <summary>What the rule does not say is as on the first date.</summary>
    private static bool IsMonth(Recurrence rule, DateOnly first, int month) => rule.Months.Count > 0
        ? rule.Months.Contains(month)
        : rule.Unit != RecurrenceUnit.Year || rule.MonthDays.Count > 0 || rule.WeekDays.Count > 0 || month == first.Month;

    private static bool Matches(Recurrence rule, DateOnly first, DateOnly day)
    {
        if (rule.MonthDays.Count > 0 && !rule.MonthDays.Contains(day.Day) && !rule.MonthDays.Contains(day.Day - DateTime.DaysInMonth(day.Year, day.Month) - 1)) return false;
        if (rule.WeekDays.Count > 0) return rule.WeekDays.Any(wanted => wanted.Day == day.DayOfWeek && IsNth(rule, wanted.Nth, day));
        return rule.MonthDays.Count > 0 || rule.Unit switch
        {
            RecurrenceUnit.Year or RecurrenceUnit.Month => day.Day == first.Day,
            RecurrenceUnit.Week => day.DayOfWeek == first.DayOfWeek,
            _ => true,
        };
    }

    private static bool IsNth(Recurrence rule, int nth, DateOnly day)
    {
        if (nth == 0) return true;
        var isOfYear = rule.Unit == RecurrenceUnit.Year && rule.Months.Count == 0;
        var (place, length) = isOfYear ? (day.DayOfYear, DateTime.IsLeapYear(day.Year) ? 366 : 365) : (day.Day, DateTime.DaysInMonth(day.Year, day.Month));
        return nth > 0 ? (place - 1) / 7 == nth - 1 : (length - place) / 7 == -nth - 1;
    }
}
