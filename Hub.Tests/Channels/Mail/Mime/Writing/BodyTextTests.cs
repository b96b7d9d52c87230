using System.Text;
using Hub.Channels.Mail.Mime.Writing;
using Hub.Tests.Trials;

namespace Hub.Tests.Channels.Mail.Mime.Writing;

public sealed class BodyTextTests
{
    [Theory]
    [InlineData("short", "7bit")]
    [InlineData("", "7bit")]
    [InlineData("From here on", "quoted-printable")]
    [InlineData("ends in a space \nx", "quoted-printable")]
    [InlineData("Grüße an alle, die es lesen", "quoted-printable")]
    [InlineData("one = two, and a long line that goes on well past the seventy-eight characters of one", "quoted-printable")]
    [InlineData("投诉订单没有到达", "base64")]
    public void The_shortest_encoding_that_survives_is_taken(string text, string encoding) => Assert.Equal(encoding, BodyText.Of(text).Encoding);

    [Theory]
    [InlineData("a\nb", "a\r\nb\r\n")]
    [InlineData("a\rb\r\n", "a\r\nb\r\n")]
    [InlineData("\n\n", "\r\n\r\n")]
    [InlineData("", "\r\n")]
    public void Every_line_ends_in_crlf(string text, string body) => Assert.Equal(body, Encoding.ASCII.GetString(BodyText.Of(text).Octets.Span));

    [Fact]
    public void Quoted_printable_is_what_the_standard_says()
    {
        const string text = "Grüße\tan alle =) \r\nFrom me\r\n.\r\n..x\r\nend\t\r\n";
        const string expected = "Gr=C3=BC=C3=9Fe\tan alle =3D)=20\r\n=46rom me\r\n=2E\r\n..x\r\nend=09\r\n";
        var octets = Encoding.UTF8.GetBytes(text);

        Assert.Equal(expected, Encoding.ASCII.GetString(QuotedPrintableWriter.Encode(octets, QuotedPrintableWriter.LengthOf(octets))));
    }

    [Fact]
    public async Task Random_texts_are_read_back_whole()
    {
        var random = TrialSeed.NewRandom();
        string[] pieces = ["a", "word ", "=", " ", "\t", "\n", "ü", "中", "😀", ".", "From ", "--=_", "\0", new string('x', 70)];
        for (var round = 0; round < 12; round++)
        {
            var text = string.Concat(Enumerable.Range(0, 3000).Select(_ => pieces[random.Next(round % 2 == 0 ? pieces.Length : 7)]));
            var read = await Given.ReadBackAsync(Given.Mail() with { Text = text, Html = text });

            var expected = text.Replace("\n", "\r\n", StringComparison.Ordinal) + (text.EndsWith('\n') ? "" : "\r\n");
            Assert.Equal((expected, expected), (read.TextOf(0), read.TextOf(1)));
        }
    }
}
