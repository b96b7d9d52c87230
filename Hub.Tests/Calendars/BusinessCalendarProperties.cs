using Hub.Core.Calendars;
using Hub.Tests.Trials;

namespace Hub.Tests.Calendars;

/// <summary>Laws of business time, on calendars made by chance, mostly where clocks change.</summary>
public sealed class BusinessCalendarProperties
{
    private static readonly int Trials = TrialSize.Pick(small: 300, full: 20_000);

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
            var (calendar, time) = AnyCalendar.Next(random);
            law(calendar, time, random);
        }
    }
}
