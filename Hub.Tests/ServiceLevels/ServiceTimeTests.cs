using Hub.Core;
using Hub.Core.Calendars;
using Hub.Core.ServiceLevels;
using Hub.Tests.Calendars;
using static Hub.Tests.Calendars.Given;

namespace Hub.Tests.ServiceLevels;

/// <summary>Time that counts towards a promise, by examples.</summary>
public sealed class ServiceTimeTests
{
    private const long Hour = 3_600_000;

    private static readonly BusinessCalendar Berlin = Calendar("Europe/Berlin", "mon-fri 09:00-17:00; sun 00:00-06:00", Closed("2026-05-01"));

    [Fact]
    public void Over_night_and_over_a_holiday_no_business_time_passes() =>
        // Thursday afternoon; Friday is a holiday, Sunday is not part of it by then
        Assert.Equal("2026-05-03T01:00:00", Local(ServiceTime.From(At("2026-04-30T15:00")).Reaches(3 * Hour, Berlin)));

    [Fact]
    public void An_hour_that_the_clocks_skip_does_not_pass_and_one_that_they_show_twice_passes_twice()
    {
        Assert.Equal(5 * Hour, ServiceTime.From(At("2026-03-29T00:00")).Passed(At("2026-03-29T06:00"), Berlin));
        Assert.Equal(7 * Hour, ServiceTime.From(At("2026-10-25T00:00")).Passed(At("2026-10-25T06:00"), Berlin));
    }

    [Fact]
    public void What_is_paused_stands_still_and_is_due_later_by_the_pause_in_business_time()
    {
        var paused = ServiceTime.From(At("2026-04-27T09:00")).Pause(At("2026-04-27T12:00"), Berlin);
        Assert.Null(paused.Reaches(4 * Hour, Berlin));
        Assert.Equal(3 * Hour, paused.Passed(At("2026-04-29T12:00"), Berlin));
        Assert.Equal("2026-04-28T10:00:00", Local(paused.Resume(At("2026-04-27T20:00")).Reaches(4 * Hour, Berlin)));
    }

    [Fact]
    public void What_passed_by_one_calendar_stays_passed_by_another()
    {
        var settled = ServiceTime.From(At("2026-04-27T16:00")).Settle(At("2026-04-27T20:00"), Berlin);
        Assert.Equal(Hour, settled.Consumed);
        Assert.Equal("2026-04-27T21:00:00", Local(settled.Reaches(2 * Hour, hours: null)));
    }

    [Fact]
    public void What_never_opens_is_never_due() =>
        Assert.Null(ServiceTime.From(0).Reaches(1, Calendar("UTC", "")));

    private static long At(string local) => Berlin.At(local).ToMs();

    private static string Local(long? at) => TimeZoneInfo.ConvertTime(at!.Value.ToTime(), Berlin.Zone).ToString("s");
}
