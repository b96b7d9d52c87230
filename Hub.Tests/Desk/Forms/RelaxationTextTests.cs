using Hub.Core.Routing.Choosing;
using Hub.Host.Api;
using Hub.Host.Desk.Forms;

namespace Hub.Tests.Desk.Forms;

public sealed class RelaxationTextTests
{
    [Theory]
    [InlineData("")]
    [InlineData("300:2")]
    [InlineData("300:2, 900:0")]
    public void What_is_written_is_read_again(string text) => Assert.Equal(text, RelaxationText.Write(RelaxationText.Read(text)));

    [Theory]
    [InlineData("soon")]
    [InlineData("300")]
    [InlineData("300:")]
    [InlineData("300:2:1")]
    [InlineData("-300:2")]
    public void What_cannot_be_read_is_quoted(string text) =>
        Assert.Contains($"'{text}'", Assert.Throws<BadInputException>(() => RelaxationText.Read(text)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData(OverflowWhen.Never)]
    [InlineData(OverflowWhen.Empty)]
    [InlineData(OverflowWhen.Closed)]
    [InlineData(OverflowWhen.Either)]
    public void When_another_queue_helps_is_one_word(string when) => Assert.Equal(when, OverflowWhen.Of(OverflowWhen.Overflow("duty", 60, when)));

    [Fact]
    public void Steps_keep_their_order() =>
        Assert.Equal([new SkillRelaxation(300, 2), new SkillRelaxation(900, 0)], RelaxationText.Read(" 300 : 2 ,900:0,"));
}
