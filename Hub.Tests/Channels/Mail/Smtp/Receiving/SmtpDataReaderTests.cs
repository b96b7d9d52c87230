using System.Text;
using Hub.Channels.Mail.Smtp.Receiving;

namespace Hub.Tests.Channels.Mail.Smtp.Receiving;

public sealed class SmtpDataReaderTests
{
    [Theory]
    [InlineData(".\r\n", "")]
    [InlineData("a\r\n.\r\n", "a\r\n")]
    [InlineData("a\r\n\r\nb\r\n.\r\n", "a\r\n\r\nb\r\n")]
    [InlineData("..a\r\n...\r\na.b.\r\n.\r\n", ".a\r\n..\r\na.b.\r\n")]
    [InlineData("..\r\n.\r\n", ".\r\n")]
    [InlineData(".a\r\n.\r\n", "a\r\n")]
    [InlineData("a..\r\n\r\n.\r\n", "a..\r\n\r\n")]
    public void The_end_is_found_and_dots_are_taken_away_however_it_is_cut(string data, string expected)
    {
        foreach (var cutting in Enum.GetValues<Cutting>())
        {
            var (text, fault, rest) = Read(data + "QUIT\r\n", cutting);
            Assert.Equal((expected, SmtpDataFault.None, "QUIT\r\n"), (text, fault, rest));
        }
    }

    [Theory]
    [InlineData("a\nb\r\n.\r\n")]
    [InlineData("a\rb\r\n.\r\n")]
    [InlineData("\n.\r\n\r\n.\r\n")]
    [InlineData("a\r\r\n.\r\n")]
    [InlineData("a\r\n.\rb\r\n.\r\n")]
    [InlineData("a\r\n.\nb\r\n.\r\n")]
    [InlineData("a\r\n.\r\r\n.\r\n")]
    [InlineData("a\n.\nb\n.\r\nc\r.\rd\r.\r\ne\r\n.\r\n")]
    public void A13_a_cr_or_lf_alone_is_a_fault_and_only_the_true_end_ends(string data)
    {
        foreach (var cutting in Enum.GetValues<Cutting>())
        {
            var (_, fault, rest) = Read(data + "QUIT\r\n", cutting);
            Assert.Equal((SmtpDataFault.BareLineEnd, "QUIT\r\n"), (fault, rest));
        }
    }

    [Fact]
    public void A13_random_data_of_the_dangerous_characters_end_where_a_simple_reader_says()
    {
        var random = new Random(20260302);
        for (var i = 0; i < 20_000; i++)
        {
            var letters = Enumerable.Range(0, random.Next(1, 16)).Select(_ => "\r\n.a"[random.Next(4)]).ToArray();
            var data = string.Concat(letters) + "\r\n.\r\n";
            // the data may begin with the end: the line before them ended
            var end = ("\r\n" + data).IndexOf("\r\n.\r\n", StringComparison.Ordinal) + 3;
            var isBare = IsBare(data[..end]);
            foreach (var cutting in Enum.GetValues<Cutting>())
            {
                var (text, fault, rest) = Read(data, cutting);
                Assert.Equal((isBare ? SmtpDataFault.BareLineEnd : SmtpDataFault.None, data[end..]), (fault, rest));
                if (!isBare) Assert.Equal(Unstuffed(data[..(end - 3)]), text);
            }
        }
    }

    [Fact]
    public void A_line_beyond_a_mebibyte_is_refused_and_one_of_that_length_is_not()
    {
        var longest = new string('a', 1024 * 1024);
        Assert.Equal(SmtpDataFault.None, Read(longest + "\r\n" + longest + "\r\n.\r\n", Cutting.AtOnce).Fault);
        Assert.Equal(SmtpDataFault.LineTooLong, Read(longest + "a\r\n.\r\n", Cutting.LineByLine).Fault);
    }

    [Fact]
    public void What_was_taken_from_the_memory_of_all_is_given_back()
    {
        var memory = new SmtpMemory(1_000_000);
        using (var body = SmtpBody.TryBegin(memory, "trace"u8, 500_000)!)
        {
            for (var i = 0; i < 100; i++) Assert.Equal(SmtpDataFault.None, body.TryAppend(new byte[4_000]));
            Assert.InRange(memory.Free, 400_000, 600_000);
            Assert.Equal(SmtpDataFault.TooLarge, body.TryAppend(new byte[100_001]));
            var other = SmtpBody.TryBegin(memory, "trace"u8, 500_000)!;
            Assert.Equal(SmtpDataFault.NoMemory, Append(other, 500_000, by: 4_000));
            other.Dispose();
        }

        Assert.Equal(1_000_000, memory.Free);
    }

    private static SmtpDataFault Append(SmtpBody body, int bytes, int by)
    {
        var fault = SmtpDataFault.None;
        for (var i = 0; i < bytes / by && fault == SmtpDataFault.None; i++) fault = body.TryAppend(new byte[by]);
        return fault;
    }

    private static (string Text, SmtpDataFault Fault, string Left) Read(string data, Cutting cutting)
    {
        var bytes = Encoding.ASCII.GetBytes(data);
        using var body = SmtpBody.TryBegin(new SmtpMemory(100_000_000), [], 10_000_000)!;
        var reader = new SmtpDataReader(body);
        var read = 0;
        foreach (var piece in Chunks.Of(bytes, cutting))
        {
            var isEnd = reader.Read(piece.Span, out var consumed);
            read += consumed;
            if (isEnd) return (Encoding.ASCII.GetString(body.Content.Span), reader.Fault, data[read..]);
            Assert.Equal(piece.Length, consumed);
        }

        throw new InvalidOperationException("The end was not found.");
    }

    private static bool IsBare(string data)
    {
        var without = data.Replace("\r\n", "", StringComparison.Ordinal);
        return without.Contains('\r', StringComparison.Ordinal) || without.Contains('\n', StringComparison.Ordinal);
    }

    private static string Unstuffed(string data) =>
        string.Join("\r\n", data.Split("\r\n").Select(line => line.StartsWith('.') ? line[1..] : line));
}
