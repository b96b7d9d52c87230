using Hub.Core.Calendars;

namespace Hub.Tests.Calendars;

public sealed class WeeklyHoursTests
{
    [Theory]
    [InlineData("mon-fri 09:00-17:30", "mon-fri 09:00-17:30")]
    [InlineData(" FRI 13:00-17:00,09:00-12:00 ; mon-thu 09:00-12:00 13:00-17:00;", "mon-fri 09:00-12:00 13:00-17:00")]
    [InlineData("sun-mon 00:00-24:00; tue,thu 10:00-11:00", "mon 00:00-24:00; tue 10:00-11:00; thu 10:00-11:00; sun 00:00-24:00")]
    [InlineData("mon 09:00-12:00; mon 11:00-13:00; mon 13:00-14:00", "mon 09:00-14:00")]
    [InlineData("", "")]
    public void They_are_written_in_their_shortest_form(string text, string shortest)
    {
        var (hours, fault) = WeeklyHours.Read(text);
        Assert.Null(fault);
        Assert.Equal(shortest, hours!.ToString());
        Assert.Equal(shortest, WeeklyHours.Read(shortest).Hours!.ToString());
    }

    [Theory]
    [InlineData("09:00-17:30")]
    [InlineData("mon")]
    [InlineData("mon 9-17")]
    [InlineData("mon 17:30-09:00")]
    [InlineData("mon 09:00-09:00")]
    [InlineData("mon 24:00-24:00")]
    [InlineData("mon-fri-sun 09:00-17:00")]
    [InlineData("mon,someday 09:00-17:00")]
    [InlineData("mon 09:00-12:00 tue 09:00-12:00")]
    public void What_cannot_be_read_is_quoted(string text)
    {
        var (hours, fault) = WeeklyHours.Read(text);
        Assert.Null(hours);
        Assert.Contains($"\"{text}\"", fault!, StringComparison.Ordinal);
    }

    [Fact]
    public void Texts_without_end_are_refused()
    {
        Assert.Null(WeeklyHours.Read(new string(';', 501)).Hours);
        Assert.Null(DayHours.Read(string.Concat(Enumerable.Repeat("09:00-10:00 ", 20))));
    }

    [Theory]
    [InlineData("09:00-17:00", "12:00-13:00", "09:00-12:00 13:00-17:00")]
    [InlineData("09:00-12:00 13:00-17:00", "11:00-14:00", "09:00-11:00 14:00-17:00")]
    [InlineData("09:00-17:00", "00:00-24:00", "")]
    [InlineData("09:00-17:00", "17:00-18:00", "09:00-17:00")]
    public void Hours_can_be_taken_out_of_hours(string all, string out_, string left) =>
        Assert.Equal(left, DayHours.Read(all)!.Without(DayHours.Read(out_)!).ToString());
}
