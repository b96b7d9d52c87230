using System.Text;
using Hub.Channels.Mail.Smtp.Sending;

namespace Hub.Tests.Channels.Mail.Smtp.Sending;

public sealed class SmtpAnswerReaderTests
{
    [Fact]
    public void An_answer_of_several_lines_is_one()
    {
        var reader = new SmtpAnswerReader();
        Assert.Null(Take(reader, "250-one"));
        Assert.Null(Take(reader, "250-"));
        var answer = Take(reader, "250 2.1.0 three")!;

        Assert.Equal((250, "2.1.0", "250 2.1.0"), (answer.Code, answer.Enhanced, answer.Codes));
        Assert.Equal(["one", "", "2.1.0 three"], answer.Lines);
    }

    [Theory]
    [InlineData("550", null)]
    [InlineData("550 ", null)]
    [InlineData("550 5.1.1", "5.1.1")]
    [InlineData("550 5.1.10 x", "5.1.10")]
    [InlineData("550 4.1.1 of another class", null)]
    [InlineData("550 5.1.1.1 an address", null)]
    [InlineData("550 5.1234.1 x", null)]
    public void An_enhanced_code_is_read_where_it_is_one(string line, string? enhanced) => Assert.Equal(enhanced, Take(new SmtpAnswerReader(), line)!.Enhanced);

    [Theory]
    [InlineData("")]
    [InlineData("25")]
    [InlineData("2x0 Ok")]
    [InlineData("650 Ok")]
    [InlineData("150 Ok")]
    [InlineData("250_Ok")]
    [InlineData("HTTP/1.1 400 Bad Request")]
    public void What_is_no_answer_is_refused(string line) => Assert.Throws<SmtpBrokenException>(() => Take(new SmtpAnswerReader(), line));

    [Fact]
    public void Lines_that_do_not_agree_are_refused()
    {
        var reader = new SmtpAnswerReader();
        Take(reader, "250-one");
        Assert.Throws<SmtpBrokenException>(() => Take(reader, "550 two"));
    }

    [Fact]
    public void An_answer_without_an_end_is_refused()
    {
        var reader = new SmtpAnswerReader();
        var lines = 0;
        Assert.Throws<SmtpBrokenException>(() =>
        {
            for (; lines < 10_000; lines++) Take(reader, "250-more");
        });
        Assert.InRange(lines, 100, 1000);
    }

    private static SmtpAnswer? Take(SmtpAnswerReader reader, string line) => reader.Take(Encoding.ASCII.GetBytes(line));
}
