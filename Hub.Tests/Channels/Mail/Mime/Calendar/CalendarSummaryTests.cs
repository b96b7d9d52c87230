using Hub.Channels.Mail.Mime.Calendar;
using static Hub.Tests.Channels.Mail.Mime.Reading.Mails;

namespace Hub.Tests.Channels.Mail.Mime.Calendar;

/// <summary>Invitations are read out, and kept as files.</summary>
public sealed class CalendarSummaryTests
{
    private const string Event =
        """
        BEGIN:VEVENT
        UID:1@example.org
        SUMMARY:Tea\, with cake
        DTSTART;TZID="Europe/Berlin":20261126T140000
        DTEND;TZID="Europe/Berlin":20261126T150000
        LOCATION:Room 5\; second
          floor
        ORGANIZER;CN="Lee: Ann":mailto:ann@example.org
        ATTENDEE;PARTSTAT=ACCEPTED;CN=Bob:MAILTO:bob@example.org
        BEGIN:VALARM
        SUMMARY:alarm
        END:VALARM
        END:VEVENT
        """;

    [Theory]
    [InlineData("REQUEST", "Invitation: Tea, with cake\nWhen: Thu 2026-11-26 14:00 – 15:00 (Europe/Berlin)\nWhere: Room 5; second floor\nOrganizer: Lee: Ann <ann@example.org>")]
    [InlineData("CANCEL", "Cancelled: Tea, with cake\nWhen: Thu 2026-11-26 14:00 – 15:00 (Europe/Berlin)\nWhere: Room 5; second floor\nOrganizer: Lee: Ann <ann@example.org>")]
    [InlineData(
        "REPLY",
        "Answer to the invitation: Tea, with cake\nWhen: Thu 2026-11-26 14:00 – 15:00 (Europe/Berlin)\nWhere: Room 5; second floor\nOrganizer: Lee: Ann <ann@example.org>\nAccepted by: Bob <bob@example.org>")]
    public void What_is_asked_is_read_out(string method, string summary) => Assert.Equal(summary, Summary($"METHOD:{method}\n{Event}"));

    [Theory]
    [InlineData("DTSTART:20261126T130000Z\nDTEND:20261126T140000Z", "Thu 2026-11-26 13:00 – 14:00 (UTC)")]
    [InlineData("DTSTART:20261126T130000", "Thu 2026-11-26 13:00")]
    [InlineData("DTSTART:20261126T230000Z\nDTEND:20261127T010000Z\nRRULE:FREQ=DAILY", "Thu 2026-11-26 23:00 – Fri 2026-11-27 01:00 (UTC), repeated")]
    [InlineData("DTSTART;VALUE=DATE:20261126\nDTEND;VALUE=DATE:20261127", "Thu 2026-11-26")]
    [InlineData("DTSTART;VALUE=DATE:20261126\nDTEND;VALUE=DATE:20261129", "Thu 2026-11-26 – Sat 2026-11-28")]
    [InlineData("DTSTART:soon", "soon")]
    public void Times_are_read_as_the_sender_gives_them(string times, string shown) =>
        Assert.Equal($"Event: Tea\nWhen: {shown}", Summary($"BEGIN:VTIMEZONE\nTZID:x\nEND:VTIMEZONE\nBEGIN:VEVENT\nSUMMARY:Tea\n{times}\nEND:VEVENT"));

    [Theory]
    [InlineData("BEGIN:VTODO\nSUMMARY:x\nEND:VTODO")]
    [InlineData("nothing")]
    [InlineData("")]
    public void What_is_no_event_is_not_read_out(string content) => Assert.Null(Summary(content));

    [Fact(Timeout = 30_000)]
    public async Task A_line_folded_a_hundred_thousand_times_is_read_in_bounded_work() =>
        Assert.NotNull(await Task.Run(() => Summary($"BEGIN:VEVENT\nSUMMARY:x\n{Times(" y\n", 100_000)}END:VEVENT"), TestContext.Current.CancellationToken));

    [Fact]
    public void An_invitation_stands_above_text_and_html_and_is_a_file()
    {
        var read = Read($"""
            From: ann@example.org
            Content-Type: multipart/alternative; boundary=a

            --a

            Please come.
            --a
            Content-Type: text/html

            <b>Please come.</b>
            --a
            Content-Type: text/calendar; method=REQUEST; charset=utf-8

            BEGIN:VCALENDAR
            {Event}
            END:VCALENDAR
            --a--
            """);
        Assert.StartsWith("Invitation: Tea, with cake\nWhen: ", read.Text, StringComparison.Ordinal);
        Assert.EndsWith("\n\nPlease come.", read.Text, StringComparison.Ordinal);
        Assert.Contains("Invitation: Tea, with cake", read.Html, StringComparison.Ordinal);
        Assert.EndsWith("<b>Please come.</b>", read.Html, StringComparison.Ordinal);
        Assert.Equal(("invite.ics", "text/calendar"), (Assert.Single(read.Files).Name, read.Files[0].Type));
        Assert.Empty(read.Flags);
    }

    private static string? Summary(string content) => CalendarSummary.Of($"BEGIN:VCALENDAR\r\n{content.ReplaceLineEndings("\r\n")}\r\nEND:VCALENDAR\r\n", null);
}
