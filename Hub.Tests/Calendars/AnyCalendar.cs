using Hub.Core.Calendars;
using static Hub.Tests.Calendars.Given;

namespace Hub.Tests.Calendars;

/// <summary>Calendars made by chance, mostly where clocks change.</summary>
internal static class AnyCalendar
{
    /// <summary>Zones with an instant at which their clocks change, or with none.</summary>
    private static readonly (string Zone, string Near)[] Places =
    [
        ("Europe/Berlin", "2026-03-29T01:00Z"), ("Europe/Berlin", "2026-10-25T01:00Z"), ("America/New_York", "2026-03-08T07:00Z"), ("America/New_York", "2026-11-01T06:00Z"),
        ("Australia/Lord_Howe", "2026-04-04T15:00Z"), ("Australia/Lord_Howe", "2026-10-03T15:30Z"), ("America/Sao_Paulo", "2018-11-04T03:00Z"), ("America/Sao_Paulo", "2019-02-17T02:00Z"),
        ("Pacific/Apia", "2011-12-30T10:00Z"), ("Africa/Casablanca", "2026-02-15T02:00Z"), ("Asia/Shanghai", "2026-10-01T00:00Z"), ("Asia/Kathmandu", "2028-02-29T00:00Z"), ("UTC", "2026-12-31T00:00Z"),
    ];

    /// <summary>A calendar, and times near the change of its clocks, in whole minutes.</summary>
    public static (BusinessCalendar Calendar, Func<DateTimeOffset> Time) Next(Random random)
    {
        var (zone, near) = Places[random.Next(Places.Length)];
        return (Calendar(zone, Hours(random), Days(random, Utc(near))), () => Utc(near).AddMinutes(random.Next(-2_000, 2_000)));
    }

    private static string Hours(Random random) =>
        string.Join(';', Weekdays.Names.SelectMany(day => Enumerable.Range(0, random.Next(4)).Select(_ => $"{day} {Span(random)}")));

    private static IEnumerable<CalendarDay> Days(Random random, DateTimeOffset near)
    {
        for (var i = random.Next(4); i > 0; i--)
        {
            var date = CalendarDayStore.Text(DateOnly.FromDateTime(near.UtcDateTime).AddDays(random.Next(-3, 4)));
            var source = random.Next(2) == 0 ? "" : "import";
            yield return random.Next(4) switch
            {
                0 => Closed(date, source: source),
                1 => Closed(date, Span(random), source),
                2 => Open(date, Span(random), source),
                _ => Workday(date, random.Next(2) == 0 ? null : (DayOfWeek)random.Next(7), source),
            };
        }
    }

    private static string Span(Random random)
    {
        var (from, to) = (random.Next(DaySpan.Day), random.Next(DaySpan.Day + 1));
        if (random.Next(4) == 0) from = 0;
        if (random.Next(4) == 0) to = DaySpan.Day;
        return DayHours.Of([from < to ? new DaySpan(from, to) : new DaySpan(to, from + 1)]).ToString();
    }
}
