using Hub.Core.Calendars;

namespace Hub.Tests.Calendars;

/// <summary>Repeated events, in the way of the examples of RFC 5545 section 3.8.5.3, in the years 2024 to 2031.</summary>
public sealed class RecurrenceTests
{
    [Theory]
    [InlineData("19491001", "FREQ=YEARLY", "2024-10-01 2025-10-01 2026-10-01 2027-10-01 2028-10-01 2029-10-01 2030-10-01 2031-10-01")]
    [InlineData("20000229", "FREQ=YEARLY", "2024-02-29 2028-02-29")]
    [InlineData("20200131", "FREQ=MONTHLY;BYMONTH=1,2;UNTIL=20250301", "2024-01-31 2025-01-31")]
    [InlineData("20241128", "FREQ=YEARLY;BYMONTH=11;BYDAY=4TH;COUNT=3", "2024-11-28 2025-11-27 2026-11-26")]
    [InlineData("20200525", "FREQ=YEARLY;BYDAY=-1MO;BYMONTH=5;UNTIL=20270101", "2024-05-27 2025-05-26 2026-05-25")]
    [InlineData("20260101", "FREQ=YEARLY;BYDAY=20MO;COUNT=3", "2026-01-01 2026-05-18 2027-05-17")]
    [InlineData("20260101", "FREQ=YEARLY;INTERVAL=2", "2026-01-01 2028-01-01 2030-01-01")]
    [InlineData("20260101", "FREQ=MONTHLY;BYMONTHDAY=-1;COUNT=4", "2026-01-01 2026-01-31 2026-02-28 2026-03-31")]
    [InlineData("20260213", "FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13;COUNT=3", "2026-02-13 2026-03-13 2026-11-13")]
    [InlineData("20260105", "FREQ=WEEKLY;COUNT=3", "2026-01-05 2026-01-12 2026-01-19")]
    [InlineData("20260106", "FREQ=WEEKLY;INTERVAL=2;COUNT=4;WKST=SU;BYDAY=TU,SU", "2026-01-06 2026-01-18 2026-01-20 2026-02-01")]
    [InlineData("20260106", "FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU", "2026-01-06 2026-01-11 2026-01-20 2026-01-25")]
    [InlineData("20260101", "FREQ=DAILY;INTERVAL=10;COUNT=3", "2026-01-01 2026-01-11 2026-01-21")]
    [InlineData("20260101", "FREQ=DAILY;BYDAY=SA,SU;UNTIL=20260111T000000Z", "2026-01-01 2026-01-03 2026-01-04 2026-01-10 2026-01-11")]
    [InlineData("19000101", "FREQ=DAILY;COUNT=2", "")]
    [InlineData("20991231", "FREQ=DAILY", "")]
    [InlineData("20240230", "FREQ=YEARLY", null)]
    public void It_repeats_as_the_rule_says(string start, string rule, string? dates)
    {
        if (dates is null) Assert.NotNull(CalendarImport.Read($"BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:{start}\nRRULE:{rule}\nEND:VEVENT\nEND:VCALENDAR", Imported.Shanghai, Imported.Window).Fault);
        else Assert.Equal(dates, Dates($"DTSTART;VALUE=DATE:{start}\nRRULE:{rule}"));
    }

    [Theory]
    [InlineData("20260131", "FREQ=MONTHLY;COUNT=4", "2026-01-31 2026-03-31 2026-05-31 2026-07-31")]
    [InlineData("20240229", "FREQ=YEARLY", "2024-02-29 2028-02-29")]
    public void L05_a_day_that_a_month_or_year_lacks_is_left_out(string start, string rule, string dates) =>
        Assert.Equal(dates, Dates($"DTSTART;VALUE=DATE:{start}\nRRULE:{rule}"));

    [Fact]
    public void Dates_are_left_out_and_added()
    {
        Assert.Equal("2026-01-01 2026-01-03 2026-02-01", Dates("DTSTART:20260101\nRRULE:FREQ=DAILY;COUNT=4\nEXDATE;VALUE=DATE:20260102,20260104\nRDATE;VALUE=DATE:20260201"));
        Assert.Equal("2026-01-01 2026-01-03", Dates("DTSTART;TZID=Europe/Berlin:20260101T100000\nDURATION:PT1H\nRRULE:FREQ=DAILY;COUNT=3\nEXDATE:20260102T090000Z"));
    }

    [Fact]
    public void One_that_was_moved_is_not_where_the_rule_has_it() => Assert.Equal(
        "2026-01-01 2026-01-03 2026-03-08",
        Dates("UID:a\nDTSTART:20260101\nRRULE:FREQ=DAILY;COUNT=4", "UID:a\nRECURRENCE-ID:20260102\nDTSTART:20260308", "UID:a\nRECURRENCE-ID:20260104\nSTATUS:CANCELLED\nDTSTART:20260104"));

    [Fact]
    public void It_keeps_its_hour_on_the_clocks_of_its_own_zone_when_they_change() => Assert.Equal(
        ["2026-03-28 closed(16:00-17:00) ", "2026-03-29 closed(15:00-16:00) ", "2026-03-30 closed(15:00-16:00) "],
        Imported.Of("DTSTART;TZID=Europe/Berlin:20260328T090000\nDTEND;TZID=Europe/Berlin:20260328T100000\nRRULE:FREQ=DAILY;COUNT=3"));

    [Fact]
    public void A_week_that_began_before_the_years_looked_at_reaches_into_them() => Assert.Equal(
        "2024-01-01 2024-01-02 2024-12-29 2024-12-30 2024-12-31 2025-01-01 2025-01-02", Dates("DTSTART:20191229\nDTEND:20200103\nRRULE:FREQ=YEARLY;UNTIL=20241231"));

    private static string Dates(params IEnumerable<string> events) => string.Join(' ', Imported.Read(events).Days.Select(day => CalendarDayStore.Text(day.Date)));
}
