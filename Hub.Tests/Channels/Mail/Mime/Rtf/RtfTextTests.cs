using System.Text;
using Hub.Channels.Mail.Mime.Rtf;

namespace Hub.Tests.Channels.Mail.Mime.Rtf;

public sealed class RtfTextTests
{
    [Theory]
    [InlineData(@"{\rtf1\ansi Hello\par {\b Bob}!}", "Hello\nBob!")]
    [InlineData(@"{\rtf1\ansi\ansicpg1252 Gr\'fc\'dfe, \u26085\'93\u26412?, \{x\}\~y}", "Grüße, 日本, {x}\u00a0y")]
    [InlineData(@"{\rtf1\ansi{\fonttbl{\f0\fcharset0 Arial;}{\f1\fcharset204 Arial Cyr;}}\f1 \'cf\'f0\'e8\'e2\'e5\'f2 \f0 caf\'e9}", "Привет café")]
    [InlineData(@"{\rtf1\ansi{\fonttbl{\f0\fcharset134 SimSun;}}\f0 \'c4\'e3\'ba\'c3}", "你好")]
    [InlineData(@"{\rtf1{\colortbl;\red0;}{\stylesheet{\s0 Normal;}}{\info{\author X}}{\*\generator Y;}{\pict 00ff}Text\tab here\line end}", "Text\there\nend")]
    [InlineData(@"{\rtf1\bin3 }}}after}", "after")]
    [InlineData(@"}}}{\rtf1 still\'zz here\", "still here")]
    [InlineData("no rich text", "no rich text")]
    public void Rich_text_is_read(string rtf, string text)
    {
        var read = RtfText.Read(Encoding.ASCII.GetBytes(rtf));
        Assert.Equal((text, false), (read.Text, read.IsHtml));
    }

    [Fact]
    public void The_html_that_rich_text_was_made_of_is_taken_out()
    {
        const string Rtf = @"{\rtf1\ansi\fromhtml1 {\*\htmltag64 <p>}\htmlrtf {\b \htmlrtf0 Hello{\*\htmltag84 &nbsp;}\htmlrtf\'a0\htmlrtf0 Bob\htmlrtf }\htmlrtf0 {\*\htmltag72 </p>}}";
        var read = RtfText.Read(Encoding.ASCII.GetBytes(Rtf));
        Assert.Equal(("<p>Hello&nbsp;Bob</p>", true), (read.Text, read.IsHtml));
    }

    [Fact(Timeout = 30_000)]
    public async Task A_million_nested_groups_take_no_stack()
    {
        var rtf = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("{", 1_000_000)) + "deep");
        Assert.Equal("deep", (await Task.Run(() => RtfText.Read(rtf), TestContext.Current.CancellationToken)).Text);
    }

    [Fact]
    public void What_is_packed_is_unpacked_and_what_is_damaged_ends()
    {
        // the example of [MS-OXRTFCP] section 3.1
        byte[] packed =
        [
            0x2d, 0, 0, 0, 0x2b, 0, 0, 0, 0x4c, 0x5a, 0x46, 0x75, 0xf1, 0xc5, 0xc7, 0xa7, 3, 0, 10, 0, 0x72, 0x63, 0x70, 0x67, 0x31, 0x32, 0x35, 0x42,
            0x32, 0x0a, 0xf3, 0x20, 0x68, 0x65, 0x6c, 0x09, 0, 0x20, 0x62, 0x77, 5, 0xb0, 0x6c, 0x64, 0x7d, 10, 0x80, 0x0f, 0xa0,
        ];
        Assert.Equal("{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n", Encoding.ASCII.GetString(CompressedRtf.Unpack(packed)!));
        for (var length = 0; length < packed.Length; length++) Assert.True((CompressedRtf.Unpack(packed.AsSpan(0, length))?.Length ?? 0) <= 43);
        Assert.Null(CompressedRtf.Unpack(new byte[20]));
    }
}
