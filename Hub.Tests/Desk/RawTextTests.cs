using System.Text;
using Hub.Host.Desk.Reading;

namespace Hub.Tests.Desk;

/// <summary>Bytes of strangers as text.</summary>
public sealed class RawTextTests
{
    [Fact]
    public void Text_is_shown_as_it_is() =>
        Assert.Equal(new RawText("Subject: 退货\n\tmore", false, false), RawText.Of(Encoding.UTF8.GetBytes("Subject: 退货\r\n\tmore"), 22));

    [Fact]
    public void What_is_no_text_leaves_a_mark() => Assert.Equal(
        new RawText("a\u2400b\uFFFDc\u241Bd", true, true), RawText.Of([(byte)'a', 0, (byte)'b', 0xFF, (byte)'c', 0x1B, (byte)'d'], 100));

    [Fact]
    public void Nothing_turns_the_order_of_letters() => Assert.Equal("\uFFFDabc", RawText.Of(Encoding.UTF8.GetBytes("\u202Eabc"), 6).Text);
}
