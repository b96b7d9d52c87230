using Hub.Core.Acknowledgements;

namespace Hub.Tests.Acknowledgements;

public sealed class OpeningHoursTests
{
    [Theory]
    [InlineData("mon-fri 09:00-17:30", "2026-11-20T08:00:00Z", true)] // Friday 09:00 in Berlin
    [InlineData("mon-fri 09:00-17:30", "2026-11-20T07:59:00Z", false)]
    [InlineData("mon-fri 09:00-17:30", "2026-11-20T16:29:00Z", true)]
    [InlineData("mon-fri 09:00-17:30", "2026-11-20T16:30:00Z", false)]
    [InlineData("mon-fri 09:00-17:30", "2026-11-21T10:00:00Z", false)]
    [InlineData("mon-fri 09:00-17:30; SAT 10:00-13:00", "2026-11-21T10:00:00Z", true)]
    [InlineData("fri-mon 00:00-24:00", "2026-11-22T23:30:00Z", true)] // already Monday there
    [InlineData("fri-mon 00:00-24:00", "2026-11-23T23:30:00Z", false)]
    [InlineData("mon-fri 09:00-17:30", "2026-06-19T07:00:00Z", true)] // summer time
    [InlineData("", "2026-11-22T03:00:00Z", true)]
    public void Somebody_is_there_by_the_clocks_of_the_place(string hours, string at, bool open)
    {
        var (read, fault) = OpeningHours.Read(hours, "Europe/Berlin");
        Assert.Null(fault);
        Assert.Equal(open, read!.AreOpen(DateTimeOffset.Parse(at, System.Globalization.CultureInfo.InvariantCulture)));
    }

    [Theory]
    [InlineData("09:00-17:30", "UTC")]
    [InlineData("mon-fri 9-17", "UTC")]
    [InlineData("mon-fri 17:30-09:00", "UTC")]
    [InlineData("mon-fri 09:00-25:00", "UTC")]
    [InlineData("mon-fri-sun 09:00-17:00", "UTC")]
    [InlineData("someday 09:00-17:00", "UTC")]
    [InlineData("mon-fri 09:00-17:00", "Mars/Olympus")]
    public void What_cannot_be_read_says_what_is_wrong(string hours, string zone)
    {
        var (read, fault) = OpeningHours.Read(hours, zone);
        Assert.Null(read);
        Assert.NotEmpty(fault!);
    }
}
