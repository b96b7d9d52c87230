using Hub.Core.Calendars;
using Hub.Tests.Trials;
using static Hub.Tests.Calendars.Given;

namespace Hub.Tests.Calendars;

/// <summary>Laws of business time, on calendars made by chance, mostly where clocks change.</summary>
public sealed class BusinessCalendarProperties
{
    private static readonly int Trials = TrialSize.Pick(small: 300, full: 20_000);

    /// <summary>Zones with an instant at which their clocks change, or with none.</summary>
    private static readonly (string Zone, string Near)[] Places =
    [
        ("Europe/Berlin", "2026-03-29T01:00Z"), ("Europe/Berlin", "2026-10-25T01:00Z"), ("America/New_York", "2026-03-08T07:00Z"), ("America/New_York", "2026-11-01T06:00Z"),
        ("Australia/Lord_Howe", "2026-04-04T15:00Z"), ("Australia/Lord_Howe", "2026-10-03T15:30Z"), ("America/Sao_Paulo", "2018-11-04T03:00Z"), ("America/Sao_Paulo", "2019-02-17T02:00Z"),
        ("Pacific/Apia", "2011-12-30T10:00Z"), ("Africa/Casablanca", "2026-02-15T02:00Z"), ("Asia/Shanghai", "2026-10-01T00:00Z"), ("Asia/Kathmandu", "2028-02-29T00:00Z"), ("UTC", "2026-12-31T00:00Z"),
    ];

    [Fact]
    public void The_time_between_is_the_open_minutes_that_the_clocks_show() => Try((calendar, time, _) =>
    {
        var (from, to) = (time(), time());
        if (to < from) (from, to) = (to, from);
        var minutes = 0;
        for (var minute = from; minute < to; minute = minute.AddMinutes(1))
        {
            var local = TimeZoneInfo.ConvertTime(minute, calendar.Zone);
            var isOpen = calendar.HoursOf(DateOnly.FromDateTime(local.DateTime)).Spans.Any(span => (local.Hour * 60) + local.Minute >= span.From && (local.Hour * 60) + local.Minute < span.To);
            Assert.Equal(isOpen, calendar.IsOpen(minute));
            if (isOpen) minutes++;
        }

        Assert.Equal(TimeSpan.FromMinutes(minutes), calendar.Between(from, to));
        Assert.Equal(TimeSpan.FromMinutes(-minutes), calendar.Between(to, from));
        Assert.Equal(TimeSpan.FromMinutes(minutes), calendar.Intervals(from, to).Aggregate(TimeSpan.Zero, (sum, interval) => sum + interval.Length));
    });

    [Fact]
    public void A_due_time_is_the_first_instant_by_which_the_time_has_passed() => Try((calendar, time, random) =>
    {
        var (from, duration) = (time(), TimeSpan.FromTicks(1 + random.NextInt64(TimeSpan.FromHours(30).Ticks)));
        if (calendar.Add(from, duration) is not { } due) return;
        Assert.Equal(duration, calendar.Between(from, due));
        Assert.Equal(duration - TimeSpan.FromTicks(1), calendar.Between(from, due.AddTicks(-1)));
    });

    [Fact]
    public void A_due_time_never_comes_earlier_for_more_work_or_a_later_beginning() => Try((calendar, time, random) =>
    {
        var (early, more) = (time(), TimeSpan.FromMinutes(random.Next(2_000)));
        var (late, less) = (early.AddMinutes(random.Next(3_000)), more * random.NextDouble());
        if (calendar.Add(late, more) is not { } due) return;
        Assert.True(calendar.Add(early, more) <= due);
        Assert.True(calendar.Add(late, less) <= due);
        Assert.Equal(due, less > TimeSpan.Zero && less < more ? calendar.Add(calendar.Add(late, less)!.Value, more - less) : due);
    });

    [Fact]
    public void Times_between_add_up() => Try((calendar, time, _) =>
    {
        var (a, b, c) = (time(), time(), time());
        Assert.Equal(calendar.Between(a, c), calendar.Between(a, b) + calendar.Between(b, c));
    });

    [Fact]
    public void It_opens_and_closes_where_it_says() => Try((calendar, time, _) =>
    {
        var at = time();
        if (calendar.NextOpening(at) is { } opens)
        {
            Assert.True(calendar.IsOpen(opens));
            Assert.Equal(TimeSpan.Zero, calendar.Between(at, opens));
            Assert.True(opens == at || !calendar.IsOpen(opens.AddTicks(-1)));
        }

        if (calendar.NextClosing(at) is { } closes)
        {
            Assert.False(calendar.IsOpen(closes));
            Assert.Equal(closes - at, calendar.Between(at, closes));
        }
    });

    private static void Try(Action<BusinessCalendar, Func<DateTimeOffset>, Random> law)
    {
        var random = TrialSeed.NewRandom();
        for (var trial = 0; trial < Trials; trial++)
        {
            var (zone, near) = Places[random.Next(Places.Length)];
            var calendar = Calendar(zone, Hours(random), Days(random, Utc(near)));
            law(calendar, () => Utc(near).AddMinutes(random.Next(-2_000, 2_000)), random);
        }
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
