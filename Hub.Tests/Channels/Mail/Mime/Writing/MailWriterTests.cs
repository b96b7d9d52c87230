using System.Text;
using Hub.Channels.Mail;

namespace Hub.Tests.Channels.Mail.Mime.Writing;

/// <summary>Mails written here are read back by a parser that is not ours.</summary>
public sealed class MailWriterTests
{
    private const string Chinese = "投诉：订单没有到达，请尽快处理。";

    [Fact]
    public async Task A_plain_mail_is_read_back_as_it_was_meant()
    {
        var read = await Given.ReadBackAsync(Given.Mail() with
        {
            ReplyTo = new MailAddress(null, "support+42-abc@example.org"),
            Cc = [new MailAddress("Bob O'Hara", "bob@example.net"), new MailAddress("Smith, Eve \"E\"", "eve@example.net")],
            Date = new DateTimeOffset(2026, 3, 2, 9, 5, 7, new TimeSpan(-3, -30, 0)),
        });

        Assert.Equal(["Date", "From", "Reply-To", "To", "Cc", "Subject", "Message-ID", "MIME-Version", "Content-Type", "Content-Transfer-Encoding"], read.HeaderNames);
        Assert.Equal([("Support", "support@example.org")], read.From);
        Assert.Equal([("", "ann@example.com")], read.To);
        Assert.Equal([("Bob O'Hara", "bob@example.net"), ("Smith, Eve \"E\"", "eve@example.net")], read.Cc);
        Assert.Equal("support+42-abc@example.org", read["Reply-To"]);
        Assert.Equal("Your order", read["Subject"]);
        Assert.Equal($"<{Given.MessageId}>", read["Message-ID"]);
        Assert.Equal("2026-03-02T09:05:07-03:30", read.Date);
        Assert.Equal(("7bit", "Hello Ann,\r\nit is on its way.\r\n"), (read.EncodingOf(0), read.TextOf(0)));
    }

    [Fact]
    public async Task Chinese_everywhere_is_read_back_whole()
    {
        var subject = string.Concat(Enumerable.Repeat(Chinese, 12)) + " 𠮷😀 end";
        var read = await Given.ReadBackAsync(Given.Mail() with
        {
            From = new MailAddress("客户服务中心", "support@example.org"),
            To = [new MailAddress("王小明", "wang@例え.jp"), new MailAddress(string.Concat(Enumerable.Repeat("很长的名字", 20)), "li@example.com")],
            Subject = subject,
            Text = Chinese,
            Html = $"<p>{Chinese}</p>",
            Files = [Given.File("发票 2026年3月.pdf", "application/pdf", [1, 2, 3])],
        });

        Assert.Equal(subject, read["Subject"]);
        Assert.Equal("客户服务中心", read.From[0].Name);
        Assert.Equal(("王小明", "wang@xn--r8jz45g.jp"), read.To[0]);
        // Python puts a space between the encoded words of a phrase, which RFC 2047 section 6.2 forbids
        Assert.Equal(string.Concat(Enumerable.Repeat("很长的名字", 20)), read.To[1].Name.Replace(" ", "", StringComparison.Ordinal));
        Assert.Equal(["multipart/mixed", "multipart/alternative", "text/plain", "text/html", "application/pdf"], read.Structure);
        Assert.Equal((Chinese + "\r\n", $"<p>{Chinese}</p>\r\n"), (read.TextOf(0), read.TextOf(1)));
        Assert.Equal("发票 2026年3月.pdf", read.NameOf(2));
    }

    [Fact]
    public async Task Only_what_is_needed_is_a_multipart()
    {
        Assert.Equal(["text/plain"], (await Given.ReadBackAsync(Given.Mail())).Structure);
        Assert.Equal(["multipart/alternative", "text/plain", "text/html"], (await Given.ReadBackAsync(Given.Mail() with { Html = "<p>x" })).Structure);
        var file = Given.File("a.bin", "application/octet-stream", []);
        Assert.Equal(["multipart/mixed", "text/plain", "application/octet-stream"], (await Given.ReadBackAsync(Given.Mail() with { Files = [file] })).Structure);
    }

    [Fact]
    public async Task Files_of_every_size_arrive_octet_by_octet()
    {
        int[] sizes = [0, 1, 56, 57, 58, 113, 29_183, 29_184, 29_185, 200_000];
        var contents = sizes.Select(size => Enumerable.Range(0, size).Select(i => (byte)(i * 7 % 256)).ToArray()).ToList();
        var read = await Given.ReadBackAsync(Given.Mail() with { Files = [.. contents.Select((content, i) => Given.File($"{i}.bin", "image/png", content))] });

        for (var i = 0; i < sizes.Length; i++) Assert.Equal(contents[i], read.OctetsOf(i + 1));
    }

    [Theory]
    [InlineData("message/rfc822", "application/octet-stream")]
    [InlineData("multipart/mixed; boundary=x", "application/octet-stream")]
    [InlineData("not a type", "application/octet-stream")]
    [InlineData("text/x\r\nBcc: eve@example.net", "application/octet-stream")]
    [InlineData("text/csv; charset=gbk", "text/csv")]
    [InlineData("application/vnd.ms-excel", "application/vnd.ms-excel")]
    public async Task A_file_has_a_type_that_a_file_can_have(string given, string written)
    {
        var content = "From: x\r\n\r\n中"u8.ToArray();
        var read = await Given.ReadBackAsync(Given.Mail() with { Files = [Given.File("a", given, content)] });

        Assert.Equal(written, read.TypeOf(1));
        Assert.Equal(content, read.OctetsOf(1));
    }

    [Fact]
    public async Task Writing_twice_gives_the_same_octets_and_another_mail_other_boundaries()
    {
        var mail = Given.Mail() with { Html = "<p>x", Files = [Given.File("a", "text/plain", [1])] };

        Assert.Equal(await Given.WrittenAsync(mail), await Given.WrittenAsync(mail));
        var other = Encoding.ASCII.GetString(await Given.WrittenAsync(mail with { MessageId = "other@example.org" }));
        Assert.DoesNotContain(BoundaryOf(Encoding.ASCII.GetString(await Given.WrittenAsync(mail))), other);
    }

    [Fact]
    public async Task A_text_that_quotes_the_boundary_does_not_end_its_part()
    {
        var boundary = BoundaryOf(Encoding.ASCII.GetString(await Given.WrittenAsync(Given.Mail() with { Html = "<p>x" })));
        var read = await Given.ReadBackAsync(Given.Mail() with { Html = "<p>x", Text = $"--{boundary}--\n--{boundary}\n" });

        Assert.Equal($"--{boundary}--\r\n--{boundary}\r\n", read.TextOf(0));
    }

    [Fact]
    public async Task What_no_human_wrote_says_so() =>
        Assert.Equal("auto-generated", (await Given.ReadBackAsync(Given.Mail() with { Automatic = true }))["Auto-Submitted"]);

    private static string BoundaryOf(string mail) => mail.Split("boundary=\"")[1].Split('"')[0];
}
