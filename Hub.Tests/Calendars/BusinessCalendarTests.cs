using Hub.Core.Calendars;
using static Hub.Tests.Calendars.Given;

namespace Hub.Tests.Calendars;

/// <summary>Business time as people reckon it. 2026-09-28 is a Monday.</summary>
public sealed class BusinessCalendarTests
{
    [Theory]
    [InlineData("2026-09-28T08:59", false)]
    [InlineData("2026-09-28T09:00", true)]
    [InlineData("2026-09-28T12:00", false)]
    [InlineData("2026-09-28T16:59:59.999", true)]
    [InlineData("2026-09-28T17:00", false)]
    [InlineData("2026-10-03T10:00", false)]
    public void It_is_open_from_the_first_minute_of_a_span_to_before_its_end(string local, bool open)
    {
        var shop = Calendar("Asia/Shanghai", Office);
        Assert.Equal(open, shop.IsOpen(shop.At(local)));
    }

    [Fact]
    public void What_comes_on_friday_afternoon_is_due_on_monday()
    {
        var shop = Calendar("Europe/Berlin", Office);
        Assert.Equal(shop.At("2026-10-05T10:00"), shop.Add(shop.At("2026-10-02T16:00"), TimeSpan.FromHours(2)));
        Assert.Equal(TimeSpan.FromHours(2), shop.Between(shop.At("2026-10-02T16:00"), shop.At("2026-10-05T10:00")));
        Assert.Equal(TimeSpan.FromHours(-2), shop.Between(shop.At("2026-10-05T10:00"), shop.At("2026-10-02T16:00")));
    }

    [Fact]
    public void What_is_due_at_closing_is_not_put_off_to_the_next_opening()
    {
        var shop = Calendar("Europe/Berlin", Office);
        Assert.Equal(shop.At("2026-10-02T17:00"), shop.Add(shop.At("2026-10-02T16:00"), TimeSpan.FromHours(1)));
        Assert.Equal(shop.At("2026-10-03T11:00"), shop.Add(shop.At("2026-10-03T11:00"), TimeSpan.Zero));
    }

    [Fact]
    public void Nobody_works_on_a_holiday()
    {
        var shop = Calendar("Asia/Shanghai", Office, Closed("2026-10-01"), Closed("2026-10-02"));
        Assert.False(shop.IsOpen(shop.At("2026-10-01T10:00")));
        Assert.Equal(shop.At("2026-10-05T09:00"), shop.NextOpening(shop.At("2026-09-30T17:00")));
        Assert.Equal(shop.At("2026-10-05T10:00"), shop.Add(shop.At("2026-09-30T16:00"), TimeSpan.FromHours(2)));
    }

    [Fact]
    public void A_moved_workday_has_the_hours_of_the_day_that_it_follows()
    {
        var shop = Calendar("Asia/Shanghai", "mon-thu 09:00-18:00; fri 09:00-15:00", Workday("2026-10-10", DayOfWeek.Friday), Workday("2026-10-11"));
        Assert.Equal(TimeSpan.FromHours(6), shop.Between(shop.At("2026-10-10T00:00"), shop.At("2026-10-11T00:00")));
        Assert.Equal(TimeSpan.FromHours(9), shop.Between(shop.At("2026-10-11T00:00"), shop.At("2026-10-12T00:00")));
    }

    [Fact]
    public void Half_a_day_is_half_a_day_said_either_way()
    {
        var shop = Calendar("Europe/Berlin", Office, Open("2026-12-24", "09:00-12:00"), Closed("2026-12-31", "12:00-24:00"));
        Assert.Equal(TimeSpan.FromHours(3), shop.Between(shop.At("2026-12-24T00:00"), shop.At("2026-12-25T00:00")));
        Assert.Equal("09:00-12:00", shop.HoursOf(Date("2026-12-31")).ToString());
        Assert.Equal(shop.At("2026-12-31T12:00"), shop.NextClosing(shop.At("2026-12-31T11:00")));
    }

    [Fact]
    public void Of_several_words_on_a_date_the_hand_counts_first_and_then_the_workday()
    {
        var shop = Calendar(
            "Asia/Shanghai", Office,
            Closed("2026-10-10", source: "festivals"), Workday("2026-10-10", source: "moved"),
            Closed("2026-10-12", source: "a"), Open("2026-10-12", "20:00-21:00"),
            Closed("2026-10-13", "09:00-10:00", "a"), Closed("2026-10-13", source: "b"));
        Assert.True(shop.IsOpen(shop.At("2026-10-10T10:00")));
        Assert.Equal("20:00-21:00", shop.HoursOf(Date("2026-10-12")).ToString());
        Assert.Empty(shop.HoursOf(Date("2026-10-13")).Spans);
    }

    [Fact]
    public void A_night_shift_does_not_close_at_midnight()
    {
        var bar = Calendar("Europe/Berlin", "fri 20:00-24:00; sat 00:00-02:00");
        Assert.Equal(bar.At("2026-10-03T02:00"), bar.NextClosing(bar.At("2026-10-02T23:00")));
        Assert.Equal(bar.At("2026-10-03T01:00"), bar.Add(bar.At("2026-10-02T23:30"), TimeSpan.FromMinutes(90)));
        Assert.Equal([new OpenInterval(bar.At("2026-10-02T20:00"), bar.At("2026-10-03T02:00"))], bar.Intervals(bar.At("2026-09-28T00:00"), bar.At("2026-10-05T00:00")));
    }

    [Theory]
    [InlineData("2026-03-29", 23)] // the clocks skip 02:00 to 03:00
    [InlineData("2026-10-25", 25)] // they show it twice
    [InlineData("2026-10-24", 24)]
    public void A_day_has_as_many_hours_as_its_clocks_show(string date, int hours)
    {
        var always = Calendar("Europe/Berlin", "mon-sun 00:00-24:00");
        Assert.Equal(TimeSpan.FromHours(hours), always.Between(always.At(date), always.At(CalendarDayStore.Text(Date(date).AddDays(1)))));
    }

    [Fact]
    public void An_hour_that_the_clocks_skip_is_no_business_time_and_one_shown_twice_counts_twice()
    {
        var night = Calendar("Europe/Berlin", "sun 02:00-03:00");
        Assert.Equal(TimeSpan.Zero, night.Between(Utc("2026-03-28T00:00Z"), Utc("2026-03-30T00:00Z")));
        Assert.Equal(Utc("2026-10-25T00:00Z"), night.NextOpening(Utc("2026-10-24T00:00Z")));
        Assert.Equal(Utc("2026-10-25T02:00Z"), night.NextClosing(Utc("2026-10-25T00:30Z")));
        Assert.Equal(Utc("2026-10-25T01:30Z"), night.Add(Utc("2026-10-24T00:00Z"), TimeSpan.FromMinutes(90)));
    }

    [Fact]
    public void A_day_that_a_place_left_out_is_none()
    {
        // Samoa went from the 29th to the 31st of December 2011
        var shop = Calendar("Pacific/Apia", "mon-sun 09:00-17:00");
        Assert.Equal(TimeSpan.FromHours(16), shop.Between(Utc("2011-12-29T10:00Z"), Utc("2011-12-31T10:00Z")));
        Assert.Equal(TimeSpan.FromHours(16), shop.Between(shop.At("2011-12-29T00:00"), shop.At("2012-01-01T00:00")));
    }

    [Fact]
    public void L05_the_29th_of_February_is_a_day_like_any_other()
    {
        var shop = Calendar("America/New_York", Office);
        Assert.Equal(shop.At("2028-03-01T09:00"), shop.NextOpening(shop.At("2028-02-29T17:00")));
        Assert.Equal(TimeSpan.FromHours(7), shop.Between(shop.At("2028-02-29T00:00"), shop.At("2028-03-01T00:00")));
    }

    [Fact]
    public void What_is_closed_for_ever_opens_never()
    {
        var (shop, now) = (Calendar("Asia/Shanghai", "", Open("2026-10-01", "09:00-10:00")), Utc("2026-11-22T12:00Z"));
        Assert.Null(shop.NextOpening(now));
        Assert.Null(shop.Add(now, TimeSpan.FromTicks(1)));
        Assert.Equal(now, shop.NextClosing(now));
        Assert.Equal(TimeSpan.Zero, shop.Between(now, now.AddYears(5)));
        Assert.Equal(shop.At("2026-10-01T10:00"), shop.Add(Utc("2026-09-01T00:00Z"), TimeSpan.FromHours(1)));
        Assert.Null(shop.Add(Utc("2026-09-01T00:00Z"), TimeSpan.FromHours(1.1)));
    }

    [Fact]
    public void What_is_open_for_ever_closes_never()
    {
        var (desk, now) = (Calendar("Europe/Berlin", "mon-sun 00:00-24:00"), Utc("2026-11-22T12:34:56Z"));
        Assert.Null(desk.NextClosing(now));
        Assert.Equal(now, desk.NextOpening(now));
        Assert.Equal(now.AddDays(400), desk.Add(now, TimeSpan.FromDays(400)));
    }

    [Fact]
    public void Beyond_the_horizon_there_is_no_answer()
    {
        var (shop, now) = (Calendar("Europe/Berlin", "mon 09:00-10:00"), Utc("2026-11-22T12:00Z"));
        Assert.NotNull(shop.Add(now, TimeSpan.FromHours(1000)));
        Assert.Null(shop.Add(now, TimeSpan.FromHours(1100)));
        Assert.Null(shop.Between(now, now + BusinessCalendar.Horizon + TimeSpan.FromDays(1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => shop.Add(now, TimeSpan.FromTicks(-1)));
    }

    [Fact]
    public void L05_the_ends_of_the_calendar_are_no_trap()
    {
        var shop = Calendar("Pacific/Auckland", Office, Closed("9999-12-31"), Open("9999-12-30", "09:00-10:00"));
        foreach (var at in new[] { DateTimeOffset.MinValue, DateTimeOffset.MaxValue })
        {
            _ = (shop.IsOpen(at), shop.NextOpening(at), shop.NextClosing(at), shop.Add(at, TimeSpan.FromHours(1)));
            Assert.Null(Calendar("America/Los_Angeles", "").NextOpening(at));
        }
    }
}
