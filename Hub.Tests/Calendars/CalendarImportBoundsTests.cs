using System.Text;
using Hub.Core.Calendars;
using Hub.Tests.Trials;

namespace Hub.Tests.Calendars;

/// <summary>Calendars made to be slow, large or confusing.</summary>
public sealed class CalendarImportBoundsTests
{
    private static readonly string[] Pieces =
    [
        "BEGIN:VCALENDAR\n", "END:VCALENDAR\n", "BEGIN:VEVENT\n", "END:VEVENT\n", "BEGIN:VALARM\n", "DTSTART:", "DTEND:", "DTSTART;TZID=Europe/Berlin:", "20260329T023000\n", "20261001\n", "00010101\n",
        "99991231T235959Z\n", "RRULE:FREQ=", "YEARLY", "DAILY", "WEEKLY;BYDAY=MO", ";COUNT=5", ";INTERVAL=1000", ";UNTIL=20270101", ";BYMONTH=2\n", "\n", " ", "DURATION:-P", "P1W\n", "EXDATE:", "RDATE:", ",",
        "UID:a\n", "RECURRENCE-ID:", "SUMMARY:补班\n", "SUMMARY:\ud800\u0000\n", "\"", ";", "\\", "X-APPLE-SPECIAL-DAY:WORK-HOLIDAY\n",
    ];

    [Theory(Timeout = 60_000)]
    [InlineData("BEGIN:VCALENDAR\n")]
    [InlineData("BEGIN:VCALENDAR\nEND:VCALENDAR\n")]
    [InlineData("\n")]
    [InlineData(" ")]
    [InlineData(":")]
    [InlineData("\"")]
    public async Task A_million_characters_of_one_thing_are_read_or_refused(string piece)
    {
        var text = new StringBuilder().Insert(0, piece, CalendarImport.LongestText / piece.Length).ToString();
        var (read, fault) = await Task.Run(() => CalendarImport.Read(text, Imported.Shanghai, Imported.Window), TestContext.Current.CancellationToken);
        Assert.True(read is null != fault is null);
        Assert.NotNull(CalendarImport.Read(text + new string(' ', CalendarImport.LongestText), Imported.Shanghai, Imported.Window).Fault);
    }

    [Theory(Timeout = 60_000)]
    [InlineData("DTSTART:19000101\nDTEND:19010101\nRRULE:FREQ=DAILY", "repeat too often")]
    [InlineData("DTSTART:00010101\nRRULE:FREQ=DAILY;COUNT=100000", "repeat too often")]
    [InlineData("DTSTART:20260101\nRRULE:FREQ=YEARLY", null)]
    public async Task Thousands_of_events_end_in_days_or_a_fault(string properties, string? fault)
    {
        var text = new StringBuilder("BEGIN:VCALENDAR\n").Insert(16, $"BEGIN:VEVENT\n{properties}\nEND:VEVENT\n", 5_000).Append("END:VCALENDAR").ToString();
        var (read, found) = await Task.Run(() => CalendarImport.Read(text, Imported.Shanghai, Imported.Window), TestContext.Current.CancellationToken);
        if (fault is null) Assert.Equal(6, read!.Days.Count);
        else Assert.Contains(fault, found!, StringComparison.Ordinal);
    }

    [Fact]
    public void One_event_too_many_and_a_line_too_long_are_refused()
    {
        var text = new StringBuilder("BEGIN:VCALENDAR\n").Insert(16, "BEGIN:VEVENT\nDTSTART:20260101\nEND:VEVENT\n", 5_001).Append("END:VCALENDAR").ToString();
        Assert.Contains("more than 5000 events", CalendarImport.Read(text, Imported.Shanghai, Imported.Window).Fault!, StringComparison.Ordinal);
        var dates = string.Join(',', Enumerable.Repeat("20260101", 1_200));
        Assert.StartsWith("line 4: ", CalendarImport.Read($"BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20260101\nEXDATE:{dates}\nEND:VEVENT\nEND:VCALENDAR", Imported.Shanghai, Imported.Window).Fault!, StringComparison.Ordinal);
        Assert.Equal(["2026-01-01 closed "], Imported.Of($"DTSTART:20260101\nDESCRIPTION:{dates}\nX-LONG:{dates}\nRDATE:20260101"));
    }

    [Fact]
    public void Whatever_a_text_is_made_of_it_is_read_or_refused()
    {
        var random = TrialSeed.NewRandom();
        var read = 0;
        for (var trial = 0; trial < TrialSize.Pick(small: 5_000, full: 500_000); trial++)
        {
            var lines = string.Concat(Enumerable.Range(0, random.Next(12)).Select(_ => Pieces[random.Next(Pieces.Length)]));
            var text = random.Next(8) == 0 ? lines : $"BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20261001T080000\n{lines}\nEND:VEVENT\nEND:VCALENDAR";
            var (found, fault) = CalendarImport.Read(text, Imported.Shanghai, Imported.Window);
            Assert.True(found is null != fault is null);
            if (found is not null) read++;
            Assert.All(found?.Days ?? [], day => Assert.Null(day.Fault()));
            Assert.All(found?.Days ?? [], day => Assert.DoesNotContain('\0', day.Name));
        }

        Assert.NotEqual(0, read);
    }
}
