using System.Text;
using Hub.Channels.Mail;
using Hub.Channels.Mail.Mime.Writing;

namespace Hub.Tests.Channels.Mail.Mime.Writing;

/// <summary>D01 to D03 of the catalogue of bad input: nothing that stands in a mail's fields adds a header or a recipient.</summary>
public sealed class HeaderInjectionTests
{
    private static readonly string[] Usual =
        ["Date", "From", "To", "Subject", "Message-ID", "MIME-Version", "Content-Type", "Content-Transfer-Encoding"];

    public static TheoryData<string> Breaks => ["\r\n", "\n", "\r", "\r\n ", "\r\n\r\n", "\0\r\n", "\u0085", "\u2028", "\v", "=?utf-8?Q?=0D=0A?=", "\ud800\r\n"];

    [Theory]
    [MemberData(nameof(Breaks))]
    public async Task D01_a_line_break_in_a_subject_or_a_name_adds_no_header(string lineBreak)
    {
        foreach (var start in new[] { "x", "投诉", new string('y', 200) })
        {
            var hostile = $"{start}{lineBreak}Bcc: eve@example.net{lineBreak}X-Evil: 1";
            var read = await Given.ReadBackAsync(Given.Mail() with
            {
                From = new MailAddress(hostile, "support@example.org"),
                To = [new MailAddress(hostile, "ann@example.com")],
                Subject = hostile,
            });

            Assert.Equal(Usual, read.HeaderNames);
            Assert.Equal(["ann@example.com"], read.To.Select(mailbox => mailbox.Address));
            Assert.DoesNotContain(read["Subject"]!, char.IsControl);
            Assert.DoesNotContain(read.To[0].Name, char.IsControl);
            Assert.EndsWith("X-Evil: 1", read["Subject"], StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Breaks))]
    public async Task D01_a_line_break_in_a_file_name_adds_no_header(string lineBreak)
    {
        foreach (var start in new[] { "x", "发票", new string('y', 200), "a\";\r\nX: \"" })
        {
            var mail = Given.Mail() with { Files = [Given.File($"{start}{lineBreak}Content-Type: text/html{lineBreak}{lineBreak}<b>.pdf", "application/pdf", [1, 2])] };
            var read = await Given.ReadBackAsync(mail);

            Assert.Equal(["multipart/mixed", "text/plain", "application/pdf"], read.Structure);
            Assert.DoesNotContain(read.NameOf(1)!, char.IsControl);
            Assert.EndsWith(".pdf", read.NameOf(1), StringComparison.Ordinal);
            Assert.Equal([1, 2], read.OctetsOf(1));
        }
    }

    [Theory]
    [InlineData("a@x\r\nBcc: eve@example.net")]
    [InlineData("a@x\n")]
    [InlineData("a b@x")]
    [InlineData("a@x>")]
    [InlineData("<a@x")]
    [InlineData("中@x")]
    [InlineData("")]
    [InlineData("a")]
    public async Task D01_a_message_id_that_cannot_be_written_is_refused_before_anything_is(string id)
    {
        using var target = new MemoryStream();
        await Assert.ThrowsAsync<ArgumentException>(() => MailWriter.WriteAsync(Given.Mail() with { MessageId = id }, target, TestContext.Current.CancellationToken));
        Assert.Equal(0, target.Length);
    }

    [Theory]
    [InlineData("a\r\nRCPT TO:<b>@x")]
    [InlineData("\"a\r\nRCPT TO:<b>\"@x")]
    [InlineData("\"a\rb\"@x")]
    [InlineData("a@x\r\n")]
    [InlineData("a@x\r\nBcc: b@y")]
    [InlineData("a@\r\nx")]
    [InlineData("\"a\0b\"@x")]
    [InlineData("a\u2028b@x")]
    [InlineData("a\u0085b@x")]
    public Task D02_a_line_break_in_an_address_is_refused(string address) => IsRefusedAsync(address);

    [Theory]
    [InlineData("a@x,b@y")]
    [InlineData("a@x>;b@y")]
    [InlineData("a@x;b@y")]
    [InlineData("a@x b@y")]
    [InlineData("a@x> <b@y")]
    [InlineData("group:a@x;")]
    [InlineData("group:a@x,b@y;")]
    [InlineData("<a@x>")]
    [InlineData("Ann <a@x>")]
    [InlineData("@relay:a@x")]
    [InlineData("a@x(comment)")]
    [InlineData("(c)a@x")]
    [InlineData("\"a\"b\"@x")]
    [InlineData("\"a@x")]
    [InlineData("\"a\\\"@x")]
    [InlineData("a@")]
    [InlineData("@x")]
    [InlineData("a")]
    [InlineData("")]
    [InlineData("a@-x")]
    [InlineData("a@x..y")]
    [InlineData("a@x.")]
    [InlineData("a@[1.2.3]")]
    [InlineData("a@[x]")]
    [InlineData("a@[1.2.3.4]>")]
    [InlineData("a@例え,b@y")]
    public Task D03_what_is_not_exactly_one_mailbox_is_refused(string address) => IsRefusedAsync(address);

    [Theory]
    [InlineData("ann@example.com", "ann@example.com")]
    [InlineData("o'hara+tag=1@sub.example.com", "o'hara+tag=1@sub.example.com")]
    [InlineData("a..b.@docomo.example", "\"a..b.\"@docomo.example")]
    [InlineData("\"john doe, \\\"jd\\\"\"@example.com", "\"john doe, \\\"jd\\\"\"@example.com")]
    [InlineData("\"a@b\"@example.com", "\"a@b\"@example.com")]
    [InlineData("info@bücher.example", "info@xn--bcher-kva.example")]
    [InlineData("用户@例え.jp", "用户@xn--r8jz45g.jp")]
    [InlineData("root@[127.0.0.1]", "root@[127.0.0.1]")]
    [InlineData("root@[IPv6:::1]", "root@[IPv6:::1]")]
    [InlineData("a_b@my_host.example", "a_b@my_host.example")]
    public void One_mailbox_is_written_in_its_standard_form(string address, string written) =>
        Assert.Equal(written, OutgoingAddress.Parse(address).ToString());

    [Fact]
    public void An_address_longer_than_a_path_may_be_is_refused()
    {
        Assert.True(OutgoingAddress.TryParse(new string('a', 242) + "@example.org", out _));
        Assert.False(OutgoingAddress.TryParse(new string('a', 243) + "@example.org", out _));
    }

    private static async Task IsRefusedAsync(string address)
    {
        var ct = TestContext.Current.CancellationToken;
        var mailbox = new MailAddress("Ann", address);
        OutgoingMail[] mails =
        [
            Given.Mail() with { From = mailbox }, Given.Mail() with { ReplyTo = mailbox }, Given.Mail() with { To = [mailbox] }, Given.Mail() with { Cc = [mailbox] },
        ];
        using var target = new MemoryStream();
        foreach (var mail in mails)
        {
            var refusal = await Assert.ThrowsAsync<ArgumentException>(() => MailWriter.WriteAsync(mail, target, ct));
            Assert.DoesNotContain(Encoding.UTF8.GetString(target.ToArray()) + refusal.Message, character => character is '<' or '\n');
        }

        Assert.Equal(0, target.Length);
        Assert.False(OutgoingAddress.TryParse(address, out _));
    }
}
