using System.Globalization;

namespace Hub.Core.Calendars.Reading;

/// <summary>By what an event repeats (RFC 5545 section 3.3.10): by years, months, weeks or days, with the parts that choose days.</summary>
internal sealed class Recurrence
{
    private static readonly string[] DayNames = ["SU", "MO", "TU", "WE", "TH", "FR", "SA"];

    private Recurrence()
    {
    }

    public RecurrenceUnit Unit { get; private set; }

    public int Interval { get; private set; } = 1;

    public int? Count { get; private set; }

    public ContentTime? Until { get; private set; }

    public DayOfWeek WeekStart { get; private set; } = DayOfWeek.Monday;

    public IReadOnlyList<int> Months { get; private set; } = [];

    /// <summary>Days of the month, from its end where negative.</summary>
    public IReadOnlyList<int> MonthDays { get; private set; } = [];

    /// <summary>Days of the week, each with the how manieth it is in month or year, from the end where negative; 0 for every one.</summary>
    public IReadOnlyList<(int Nth, DayOfWeek Day)> WeekDays { get; private set; } = [];

    /// <summary>Reads a rule.</summary>
    /// <exception cref="UnreadableCalendarException">It is none, or one of those that are not read.</exception>
    public static Recurrence Read(ContentLine rule)
    {
        var read = new Recurrence();
        var hasUnit = false;
        foreach (var part in rule.Value.Trim().Split(';', StringSplitOptions.RemoveEmptyEntries))
        {
            var (name, value) = part.Split('=', 2) is [var left, var right] ? (left.Trim().ToUpperInvariant(), right.Trim().ToUpperInvariant()) : (part, "");
            hasUnit |= name == "FREQ";
            if (!read.Take(name, value)) throw new UnreadableCalendarException(rule.Number, $"RRULE with \"{Shown.Of(part)}\" is not read");
        }

        if (!hasUnit) throw new UnreadableCalendarException(rule.Number, "RRULE has no FREQ");
        if (read.WeekDays.Any(day => day.Nth != 0) && read.Unit is not (RecurrenceUnit.Month or RecurrenceUnit.Year))
            throw new UnreadableCalendarException(rule.Number, "RRULE counts days of the week in neither months nor years");
        return read;
    }

    private bool Take(string name, string value)
    {
        switch (name)
        {
            case "FREQ":
                RecurrenceUnit? unit = value switch
                {
                    "DAILY" => RecurrenceUnit.Day, "WEEKLY" => RecurrenceUnit.Week, "MONTHLY" => RecurrenceUnit.Month, "YEARLY" => RecurrenceUnit.Year, _ => null,
                };
                Unit = unit ?? default;
                return unit is not null;
            case "INTERVAL":
                Interval = Number(value, 1, 1_000) ?? 0;
                return Interval > 0;
            case "COUNT":
                Count = Number(value, 1, 100_000);
                return Count is not null;
            case "UNTIL":
                Until = ContentTime.Read(value, null);
                return Until is not null;
            case "WKST":
                WeekStart = Day(value) ?? default;
                return Day(value) is not null;
            case "BYMONTH":
                Months = Numbers(value, 12);
                return Months.Count > 0 && Months.All(month => month > 0);
            case "BYMONTHDAY":
                MonthDays = Numbers(value, 31);
                return MonthDays.Count > 0;
            case "BYDAY":
                WeekDays = [.. value.Split(',').Select(WeekDay).OfType<(int, DayOfWeek)>()];
                return WeekDays.Count == value.Split(',').Length;
            default:
                return false;
        }
    }

    private static (int Nth, DayOfWeek Day)? WeekDay(string text)
    {
        if (text.Length < 2 || Day(text[^2..]) is not { } day) return null;
        if (text.Length == 2) return (0, day);
        return Number(text[..^2], -53, 53) is { } nth and not 0 ? (nth, day) : null;
    }

    private static DayOfWeek? Day(string name) => Array.IndexOf(DayNames, name) is >= 0 and var day ? (DayOfWeek)day : null;

    /// <summary>The numbers of a list, none of them 0; empty where one is not within plus or minus the most.</summary>
    private static int[] Numbers(string list, int most)
    {
        var numbers = list.Split(',').Select(text => Number(text, -most, most) ?? 0).ToArray();
        return numbers.Contains(0) ? [] : numbers;
    }

    private static int? Number(string text, int least, int most) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most ? number : null;
}
