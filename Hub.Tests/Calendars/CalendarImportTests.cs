using Hub.Core.Calendars;
using static Hub.Tests.Calendars.Imported;

namespace Hub.Tests.Calendars;

/// <summary>What events of an iCalendar object make of their dates.</summary>
public sealed class CalendarImportTests
{
    [Fact]
    public void An_event_closes_its_days_and_its_end_is_the_day_after() => Assert.Equal(
        ["2026-10-01 closed National Day", "2026-10-02 closed National Day", "2026-10-03 closed National Day"],
        Of("DTSTART;VALUE=DATE:20261001\nDTEND;VALUE=DATE:20261004\nSUMMARY:National Day"));

    [Theory]
    [InlineData("DTSTART;VALUE=DATE:20261224")]
    [InlineData("DTSTART;VALUE=DATE:20261224\nDTEND;VALUE=DATE:20261224")]
    [InlineData("DTSTART:20261224\nDURATION:P1D")]
    [InlineData("DTSTART:20261224\nDURATION:PT0S")]
    [InlineData("DTSTART:20261224T000000\nDTEND:20261225T000000")]
    public void A_day_may_be_written_in_several_ways(string properties) => Assert.Equal(["2026-12-24 closed Eve"], Of(properties + "\nSUMMARY:Eve"));

    [Fact]
    public void Lines_are_unfolded_and_escapes_resolved_even_inside_of_a_character_run() => Assert.Equal(
        ["2026-05-01 closed Labour, and; more \\now"], Of("DTSTART;VALUE=DATE:20260501\nSUMM\n ARY;LANGUAGE=\"en:x\":Labour\\, an\n\td\\; more \\\\now"));

    [Theory]
    [InlineData("国庆节（班）")]
    [InlineData("国庆节 补班 第1天/共2天")]
    [InlineData("班｜国庆节")]
    [InlineData("国庆节班")]
    [InlineData("国庆节调休上班")]
    [InlineData("補班日")]
    [InlineData("国庆节调休\\, 工作日")]
    [InlineData("Working day for National Day")]
    [InlineData("National Day (moved workday)")]
    public void An_event_that_says_so_is_a_moved_workday(string summary) =>
        Assert.Equal([$"2026-10-10 workday {summary.Replace("\\", "", StringComparison.Ordinal)}"], Of($"DTSTART;VALUE=DATE:20261010\nSUMMARY:{summary}"));

    [Theory]
    [InlineData("国庆节")]
    [InlineData("班车停运")]
    [InlineData("非工作日")]
    [InlineData("不上班")]
    [InlineData("Special non-working day")]
    [InlineData("Non working day")]
    [InlineData("Workers' Day")]
    public void Others_are_closed(string summary) => Assert.Equal([$"2026-10-10 closed {summary}"], Of($"DTSTART;VALUE=DATE:20261010\nSUMMARY:{summary}"));

    [Fact]
    public void Categories_and_Apples_mark_say_so_too()
    {
        Assert.Equal(["2026-10-10 workday X"], Of("DTSTART:20261010\nSUMMARY:X\nCATEGORIES:节假日,补班"));
        Assert.Equal(["2026-10-10 workday X"], Of("DTSTART:20261010\nSUMMARY:X\nX-APPLE-SPECIAL-DAY:ALTERNATE-WORKDAY"));
    }

    [Fact]
    public void Where_days_off_are_marked_the_name_of_a_festival_closes_nothing()
    {
        var read = Read("DTSTART:20261001\nSUMMARY:国庆节（休）", "DTSTART:20261010\nSUMMARY:国庆节（班）", "DTSTART:20261018\nSUMMARY:重阳节");
        Assert.Equal(["2026-10-01 closed 国庆节（休）", "2026-10-10 workday 国庆节（班）"], Shown(read));
        Assert.Equal(1, read.Skipped);
        Assert.Equal(["2026-10-01 closed 国庆节", "2026-10-18 closed 重阳节"], Shown(Read("DTSTART:20261001\nSUMMARY:国庆节", "DTSTART:20261018\nSUMMARY:重阳节")));
    }

    [Fact]
    public void A_date_that_is_both_is_a_workday() => Assert.Equal(
        ["2026-10-10 workday 补班"], Shown(Read("DTSTART:20261010\nSUMMARY:Festival", "DTSTART:20261010\nSUMMARY:补班")));

    [Fact]
    public void An_event_with_times_closes_these_hours_only_by_the_clocks_of_the_place()
    {
        Assert.Equal(["2026-12-24 closed(12:00-24:00) Half"], Of("DTSTART:20261224T120000\nDTEND:20261225T000000\nSUMMARY:Half"));
        Assert.Equal(["2026-12-24 closed(20:00-24:00) Call", "2026-12-25 closed(00:00-02:30) Call"], Of("DTSTART:20261224T120000Z\nDURATION:PT6H30M\nSUMMARY:Call"));
        Assert.Equal(["2026-12-24 closed(19:00-20:00) Call"], Of("DTSTART;TZID=Europe/Berlin:20261224T120000\nDTEND;TZID=Europe/Berlin:20261224T130000\nSUMMARY:Call"));
        Assert.Equal(["2026-12-24 closed(09:00-10:00 14:00-15:00) A"], Shown(Read("DTSTART:20261224T140000\nDURATION:PT1H\nSUMMARY:A", "DTSTART:20261224T090000\nDURATION:PT1H\nSUMMARY:B")));
        Assert.Equal(["2026-10-10 open(09:00-12:00) 补班"], Of("DTSTART:20261010T090000\nDTEND:20261010T120000\nSUMMARY:补班"));
    }

    [Fact]
    public void L05_a_leap_second_counts_as_the_one_before_it() => Assert.Equal(
        ["2027-01-01 closed(07:59-09:00) Call"], Of("DTSTART:20261231T235960Z\nDTEND:20270101T010000Z\nSUMMARY:Call"));

    [Fact]
    public void What_is_cancelled_or_but_a_moment_or_outside_of_the_window_is_skipped()
    {
        var read = Read("DTSTART:20261001\nSTATUS:CANCELLED", "DTSTART:20261001T090000", "DTSTART:20231231", "DTSTART:20320101", "DTSTART:00010101", "DTSTART:99991231");
        Assert.Empty(read.Days);
        Assert.Equal(6, read.Skipped);
        Assert.Empty(Shown(Read()));
    }

    [Fact]
    public void What_is_in_an_alarm_or_a_to_do_is_not_the_events() => Assert.Equal(
        ["2026-10-01 closed A"],
        Shown(Whole("BEGIN:VCALENDAR\nBEGIN:VTODO\nDTSTART:20260101\nEND:VTODO\nBEGIN:VEVENT\nDTSTART:20261001\nBEGIN:VALARM\nDTSTART:20260202\nSUMMARY:B\nEND:VALARM\nSUMMARY:A\nEND:VEVENT\nEND:VCALENDAR")));

    [Theory]
    [InlineData("", 1)]
    [InlineData("\n\n", 1)]
    [InlineData("hello", 1)]
    [InlineData("BEGIN:VEVENT\nEND:VEVENT", 1)]
    [InlineData("BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20261001", 2)]
    [InlineData("BEGIN:VCALENDAR\nBEGIN:VEVENT\nEND:VCALENDAR", 3)]
    [InlineData("BEGIN:VCALENDAR\nVERSION:2.0\nBEGIN:VEVENT\nSUMMARY:x\nEND:VEVENT\nEND:VCALENDAR", 3)]
    [InlineData("BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:tomorrow\nEND:VEVENT\nEND:VCALENDAR", 3)]
    [InlineData("BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20260230\nEND:VEVENT\nEND:VCALENDAR", 3)]
    [InlineData("BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART;TZID=Mars:20260220T100000\nDTEND:20260220T110000\nEND:VEVENT\nEND:VCALENDAR", 2)]
    [InlineData("BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20261001\nDTEND:20260901\nEND:VEVENT\nEND:VCALENDAR", 2)]
    [InlineData("BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20260101\nDTEND:20280101\nEND:VEVENT\nEND:VCALENDAR", 2)]
    [InlineData("BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20261001\nDURATION:P\nEND:VEVENT\nEND:VCALENDAR", 4)]
    [InlineData("BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20261001\nRRULE:FREQ=YEARLY\n ;BYSETPOS=1\nEND:VEVENT\nEND:VCALENDAR", 4)]
    [InlineData("BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20261001\nRRULE:FREQ=HOURLY\nEND:VEVENT\nEND:VCALENDAR", 4)]
    [InlineData("BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20261001\nRRULE:COUNT=3\nEND:VEVENT\nEND:VCALENDAR", 4)]
    [InlineData("BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20261001\nRRULE:FREQ=WEEKLY;BYDAY=1MO\nEND:VEVENT\nEND:VCALENDAR", 4)]
    [InlineData("BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20261001\nEXRULE:FREQ=DAILY\nEND:VEVENT\nEND:VCALENDAR", 4)]
    [InlineData("BEGIN:VCALENDAR\nno colon\nEND:VCALENDAR", 2)]
    public void What_cannot_be_read_is_named_with_its_line(string text, int line)
    {
        var (read, fault) = CalendarImport.Read(text, Shanghai, Window);
        Assert.Null(read);
        Assert.StartsWith($"line {line}: ", fault, StringComparison.Ordinal);
    }
}
