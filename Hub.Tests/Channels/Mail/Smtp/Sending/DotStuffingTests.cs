using System.Text;
using Hub.Channels.Mail.Smtp.Sending;
using Hub.Tests.Trials;

namespace Hub.Tests.Channels.Mail.Smtp.Sending;

public sealed class DotStuffingTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("a", "a\r\n")]
    [InlineData("a\r\n", "a\r\n")]
    [InlineData(".", "..\r\n")]
    [InlineData("a\r\n.\r\nb", "a\r\n..\r\nb\r\n")]
    [InlineData("a\n.\nMAIL FROM:<x>\n", "a\r\n..\r\nMAIL FROM:<x>\r\n")]
    [InlineData("a\r.\rb\r", "a\r\n..\r\nb\r\n")]
    [InlineData("a\r\n.\r", "a\r\n..\r\n")]
    [InlineData("a\n\r\n\rb", "a\r\n\r\n\r\nb\r\n")]
    [InlineData("a.b\r\n..", "a.b\r\n...\r\n")]
    public void Lines_end_in_crlf_and_their_first_dots_are_doubled(string message, string wire)
    {
        for (var size = 16; size < 40; size++) Assert.Equal(wire, Written(message, size));
    }

    [Fact]
    public void Random_mails_come_whole_through_blocks_of_any_size()
    {
        var random = TrialSeed.NewRandom();
        string[] pieces = ["a", ".", "\r\n", "\n", "\r", "..", "text of some length", "\r\n.\r\n"];
        for (var round = 0; round < 2000; round++)
        {
            var message = string.Concat(Enumerable.Range(0, random.Next(60)).Select(_ => pieces[random.Next(pieces.Length)]));
            var lines = message.ReplaceLineEndings("\n").Split('\n');
            if (lines[^1].Length == 0) lines = lines[..^1];
            var expected = string.Concat(lines.Select(line => (line.StartsWith('.') ? "." : "") + line + "\r\n"));

            Assert.Equal(expected, Written(message, random.Next(16, 80)));
        }
    }

    private static string Written(string message, int blockSize)
    {
        var content = new DotStuffing(Encoding.ASCII.GetBytes(message));
        var wire = new StringBuilder();
        var block = new byte[blockSize];
        while (content.Next(block) is > 0 and var length) wire.Append(Encoding.ASCII.GetString(block.AsSpan(0, length)));
        return wire.ToString();
    }
}
