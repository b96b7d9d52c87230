using static Hub.Tests.Channels.Mail.Mime.Reading.Mails;

namespace Hub.Tests.Channels.Mail.Mime.Reading;

public sealed class MailHeaderTests
{
    [Fact]
    public void Fields_are_found_by_name_in_their_order()
    {
        var headers = WithHeader("Received: by one;\n\t1 Jan 2026\nRECEIVED: by two\nX-Empty:").Headers;
        Assert.Equal(["by one; 1 Jan 2026", "by two"], headers.All("received").Select(field => field.Raw));
        Assert.Equal("by one; 1 Jan 2026", headers.Find("Received")?.Text);
        Assert.Equal("", headers.Find("x-empty")?.Raw);
        Assert.Null(headers.Find("X-None"));
        Assert.Equal(["From", "Subject", "Received", "RECEIVED", "X-Empty"], headers.List.Select(field => field.Name));
    }

    [Theory]
    [InlineData("From ann@example.org Thu Jan  1 00:00:00 2026\nSubject: Parcel\n\nHello")]
    [InlineData("\u00ef\u00bb\u00bfSubject: Parcel\n\nHello")]
    [InlineData("Subject: Parcel\nHello")]
    [InlineData("Subject : Parcel\n\nHello")]
    [InlineData("Subject:\n  Parcel\n\nHello")]
    public void Headers_that_are_not_quite_right_are_read(string mail)
    {
        var read = Read(mail);
        Assert.Equal(("Parcel", "Hello"), (read.Subject, read.Text));
    }

    [Theory]
    [InlineData("Message-ID: <a@example.org>", "a@example.org")]
    [InlineData("Message-ID:\n <a@example.org> (comment)", "a@example.org")]
    [InlineData("Message-ID: a@example.org", "a@example.org")]
    [InlineData("Message-ID: <a b@example.org>", "a b@example.org")]
    [InlineData("Message-ID: <>", null)]
    [InlineData("Message-ID:", null)]
    [InlineData("X: y", null)]
    public void D06_the_message_id_is_read(string field, string? id) => Assert.Equal(id, WithHeader(field).MessageId);

    [Fact]
    public void D06_a_message_id_of_any_length_is_none() => Assert.Null(WithHeader($"Message-ID: <{new string('a', 60_000)}@example.org>").MessageId);

    [Fact]
    public void References_are_what_was_answered_and_then_the_newest_first()
    {
        var read = WithHeader("References: <1@x>\n <2@x> <3@x>\nIn-Reply-To: <4@x> (of yesterday) <3@x>");
        Assert.Equal(["4@x", "3@x", "2@x", "1@x"], read.References);
    }

    [Fact]
    public void D07_of_a_hundred_thousand_references_the_last_twenty_are_used()
    {
        var read = WithHeader("References:\n" + string.Join('\n', Enumerable.Range(0, 100_000).Select(number => $" <{number}@example.org>")));
        Assert.Equal(Enumerable.Range(0, 20).Select(number => $"{99_999 - number}@example.org"), read.References);
        Assert.Equal("Parcel", read.Subject);
    }

    [Theory]
    [InlineData("Tue, 1 Jul 2003 10:52:37 +0200", "2003-07-01T08:52:37Z")]
    [InlineData("1 Jul 03 10:52 EST", "2003-07-01T15:52:00Z")]
    [InlineData("Tue, 31 Dec 2030 23:59:60 GMT", "2030-12-31T23:59:59Z")]
    [InlineData("Thu, 1 Jan 1970 00:00:00 +0000 (UTC)", "1970-01-01T00:00:00Z")]
    [InlineData("Fri, 31 Dec 9999 23:59:59 +0000", "9999-12-31T23:59:59Z")]
    [InlineData("Fri, 31 Dec 9999 23:59:59 -0100", null)]
    [InlineData("Sat, 1 Jan 0001 00:00:00 +0100", null)]
    [InlineData("Mon, 31 Feb 2026 10:00:00 +0000", null)]
    [InlineData("Mon, 1 Jan 2026 25:00:00 +0000", null)]
    [InlineData("yesterday", null)]
    [InlineData("", null)]
    public void D08_dates_are_read_or_null(string raw, string? utc)
    {
        var date = WithHeader($"Date: {raw}").Date;
        Assert.Equal(utc is null ? null : DateTimeOffset.Parse(utc, System.Globalization.CultureInfo.InvariantCulture), date);
        Assert.True(date is null or { Offset.Ticks: 0 });
    }

    [Theory]
    [InlineData("=?utf-8?Q?a=00b?=", "a b")]
    [InlineData("a\0b", "a b")]
    public void D12_a_nul_in_a_header_is_a_space(string raw, string text) => Assert.Equal(text, Read($"From: a@example.org\nSubject: {raw}\n\n").Subject);

    [Theory]
    [InlineData("=?utf-8?Q?victim=40example.org?= <evil@example.net>", "evil@example.net")]
    [InlineData("\"victim@example.org\" <evil@example.net>", "evil@example.net")]
    [InlineData("=?utf-8?Q?victim=40example.org=3E?= <evil@example.net>", "evil@example.net")]
    [InlineData("=?utf-8?Q?victim=40example.org?=", null)]
    public void D12_an_encoded_word_hides_no_address(string from, string? address) =>
        Assert.Equal(address, Read($"From: {from}\nSubject: x\n\nHello").From?.Address);

    [Fact]
    public void D12_encoded_words_are_decoded_once_however_many_they_are()
    {
        Assert.Equal("=?utf-8?Q?x?=", Read("From: a@example.org\nSubject: =?utf-8?Q?=3D=3Futf-8=3FQ=3Fx=3F=3D?=\n\n").Subject);
        var bomb = Read($"From: a@example.org\nSubject:{Times(" =?utf-8?Q?ab?=\n", 1_900)} end\n\nHello");
        Assert.InRange(bomb.Subject!.Length, 3_000, 64 * 1024);
        Assert.Equal("Hello", bomb.Text);
    }

    [Fact]
    public void Receivers_of_several_fields_are_one_list()
    {
        var read = WithHeader("To: a@example.org\nTo: b@example.org\nCc: c@example.org\nReply-To: D <d@example.org>\nSender: e@example.org");
        Assert.Equal(["a@example.org", "b@example.org"], read.To.Select(box => box.Address));
        Assert.Equal(("c@example.org", "D", "e@example.org"), (Assert.Single(read.Cc).Address, Assert.Single(read.ReplyTo).Name, read.Sender?.Address));
    }
}
