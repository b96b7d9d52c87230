using System.Globalization;
using System.Text;
using Hub.Channels.Mail.Mime.Reading;
using Hub.Core.Arrivals;
using static Hub.Tests.Channels.Mail.Mime.Reading.Mails;

namespace Hub.Tests.Channels.Mail.Mime.Reading;

/// <summary>
/// Hostile structure. What each may cost is bounded by what it allocates; the time limits only keep a mistake from hanging the run.
/// </summary>
public sealed class HostileMimeTests
{
    private const int Guard = 30_000;
    private const long MiB = 1024 * 1024;

    [Theory]
    [InlineData("")]
    [InlineData("\n\nonly a body\n")]
    [InlineData("no field at all, only words\nand more words\n")]
    public void A01_what_is_no_mail_is_unreadable_with_a_reason_that_does_not_quote_it(string mail)
    {
        var refused = Assert.Throws<UnreadableInputException>(() => Read(mail));
        Assert.DoesNotContain("words", refused.Message, StringComparison.Ordinal);
    }

    [Fact(Timeout = Guard)]
    public Task A02_multiparts_nested_without_end_are_taken_apart_to_a_depth() => Bounded(8 * MiB, () =>
    {
        var nested = new StringBuilder("From: ann@example.org\n");
        for (var i = 0; i < 200_000; i++) nested.Append(CultureInfo.InvariantCulture, $"Content-Type: multipart/mixed; boundary=b{i}\n\n--b{i}\n");
        return nested.Append("\nthe end\n").ToString();
    }, read =>
    {
        Assert.Contains(MailFlags.TruncatedStructure, read.Flags);
        Assert.Equal("multipart/mixed", Assert.Single(read.Files).Type);
    });

    [Fact(Timeout = Guard)]
    public Task A03_mails_nested_in_mails_are_one_file() => Bounded(
        4 * MiB,
        () => "From: ann@example.org\n" + Times("Content-Type: message/rfc822\n\n", 20_000) + "\nthe end\n",
        read => Assert.Equal("message/rfc822", Assert.Single(read.Files).Type));

    [Fact(Timeout = Guard)]
    public Task A04_a_mail_of_too_many_parts_is_unreadable() => Refused(
        4 * MiB, () => "From: ann@example.org\nContent-Type: multipart/mixed; boundary=b\n\n" + Times("--b\n\n", 100_000) + "--b--\n");

    [Theory(Timeout = Guard)]
    [InlineData("X-Long: a\n", " b\n", 400_000)]
    [InlineData("X-Long: ", "bbbbbbbbbbbbbbbb", 10_000)]
    [InlineData("Subject: a\n", " =?utf-8?q?b?=\n", 300_000)]
    public Task A05_a_header_without_end_is_unreadable(string start, string piece, int times) =>
        Refused(1 * MiB, () => $"From: ann@example.org\n{start}{Times(piece, times)}\n\nHello\n");

    [Fact(Timeout = Guard)]
    public Task A06_too_many_fields_are_unreadable() => Refused(1 * MiB, () => "From: ann@example.org\n" + Times("X: y\n", 100_000) + "\nHello\n");

    [Fact(Timeout = Guard)]
    public Task A07_of_very_many_receivers_the_first_200_are_read() => Bounded(
        4 * MiB,
        () => "From: ann@example.org\nTo: first@example.org,\n" + Times(" someone@example.org,\n", 100_000) + " last@example.org\nSubject: s\n\nHello\n",
        read =>
        {
            Assert.Equal(200, read.To.Count);
            Assert.Equal("first@example.org", read.To[0].Address);
            Assert.Equal("s", read.Subject);
            Assert.Contains(MailFlags.ManyReceivers, read.Flags);
        });

    [Theory]
    [InlineData("multipart/mixed", "Shown.\n")]
    [InlineData("multipart/mixed; boundary=b", "Shown.\n")]
    [InlineData("multipart/mixed; boundary=b", "--bb\n\nShown.\n")]
    [InlineData("multipart/mixed; boundary=b", "--b\n\nShown.\n")]
    public void A08_text_is_shown_where_boundaries_are_missing_or_open(string type, string body)
    {
        var read = Read($"From: ann@example.org\nContent-Type: {type}\n\n{body}");
        Assert.Contains("Shown.", read.Text, StringComparison.Ordinal);
        Assert.NotEmpty(read.Flags.Intersect([MailFlags.BadBoundary, MailFlags.TruncatedStructure]));
    }

    [Fact]
    public void A09_a_boundary_used_at_two_levels_shows_no_part_twice()
    {
        var read = Read("""
            From: ann@example.org
            Content-Type: multipart/mixed; boundary=b

            --b
            Content-Type: multipart/mixed; boundary=b

            --b

            one
            --b

            two
            --b--
            --b

            three
            --b--
            """);
        Assert.Equal("one\n\ntwo\n\nthree", read.Text);
        Assert.Empty(read.Files);
    }

    [Fact(Timeout = Guard)]
    public Task A09_lines_that_are_almost_the_boundary_of_thirty_levels_cost_a_look_each() => Bounded(32 * MiB, () =>
    {
        var common = new string('-', 60);
        var nested = new StringBuilder("From: ann@example.org\n");
        for (var i = 10; i < 40; i++) nested.Append(CultureInfo.InvariantCulture, $"Content-Type: multipart/mixed; boundary=\"{common}{i}\"\n\n--{common}{i}\n");
        return nested.Append(Times($"\n--{common}99", 350_000)).ToString();
    }, read => Assert.Contains(MailFlags.TextCut, read.Flags));

    [Theory]
    [InlineData("SGVsbG8gd29ybGQ=")]
    [InlineData("SGVsbG8gd29ybGQ")]
    [InlineData("SGVs bG8\tgd2\n9ybGQ=\n\n")]
    [InlineData("SGVsbG8=IHdvcmxk")]
    public void A10_damaged_base64_is_decoded(string body) =>
        Assert.Equal("Hello world", WithBody("text/plain", "base64", Encoding.ASCII.GetBytes(body)).Text);

    [Fact]
    public void A10_a_little_junk_in_base64_is_skipped_and_flagged()
    {
        var encoded = Convert.ToBase64String(Encoding.ASCII.GetBytes(Times("Hello world. ", 10)));
        var read = WithBody("text/plain", "base64", Encoding.ASCII.GetBytes(encoded.Insert(40, "*!")));
        Assert.StartsWith("Hello world. Hello", read.Text, StringComparison.Ordinal);
        Assert.Contains(MailFlags.BadEncoding, read.Flags);
    }

    [Fact(Timeout = Guard)]
    public Task A10_ten_megabytes_of_base64_on_one_line_are_bounded() => Bounded(
        48 * MiB,
        () => "From: ann@example.org\nContent-Type: text/plain\nContent-Transfer-Encoding: base64\n\n" + Times("SGVsbG8gd29ybGQu", 655_360),
        read =>
        {
            Assert.Contains(MailFlags.TextCut, read.Flags);
            Assert.Equal(655_360 * 12, Assert.Single(read.Files).Content.Length);
        });

    [Theory(Timeout = Guard)]
    [InlineData("=\n", 12_000_000)]
    [InlineData("=3D", 8_000_000)]
    [InlineData("=  ", 8_000_000)]
    [InlineData("a", 25_000_000)]
    public Task A11_quoted_printable_without_end_is_cut(string piece, int times) => Bounded(
        32 * MiB,
        () => "From: ann@example.org\nContent-Type: text/html\nContent-Transfer-Encoding: quoted-printable\n\nStart " + Times(piece, times),
        read =>
        {
            Assert.StartsWith("Start", read.Html, StringComparison.Ordinal);
            Assert.Contains(MailFlags.TextCut, read.Flags);
        });

    [Theory]
    [InlineData("text/plain; charset=no-such-charset", new byte[] { 0xe4, 0x62 }, "äb")]
    [InlineData("text/plain; charset=utf-8", new byte[] { 0x61, 0xc0, 0xaf, 0x62 }, "a��b")]
    [InlineData("text/plain; charset=utf-8", new byte[] { 0x61, 0xed, 0xa0, 0x80 }, "a���")]
    [InlineData("text/plain; charset=utf-16", new byte[] { 0x00, 0x61, 0x00, 0x62 }, "ab")]
    [InlineData("text/plain; charset=utf-16le", new byte[] { 0x61, 0x00, 0x62, 0x00, 0x63 }, "ab�")]
    [InlineData("text/plain; charset=us-ascii", new byte[] { 0xc3, 0xa4 }, "ä")]
    [InlineData("text/plain; charset=iso-2022-jp", new byte[] { 0x1b, 0x24, 0x42, 0x46 }, "?")]
    public void A12_wrong_charsets_are_decoded_as_well_as_it_goes(string type, byte[] body, string text) =>
        Assert.Equal(text, WithBody(type, "8bit", body).Text);

    [Fact]
    public void A12_html_that_claims_utf7_does_not_become_markup() =>
        Assert.Equal("+ADw-script+AD4-", WithBody("text/html; charset=utf-7", "7bit", "+ADw-script+AD4-"u8.ToArray()).Html);

    [Theory]
    [InlineData("one\n.\nMAIL FROM:<x@example.org>\r\nSubject: two\r\n")]
    [InlineData("one\r\n.\rMAIL FROM:<x@example.org>\r\nSubject: two\r\n")]
    [InlineData("one\n.\r\nSubject: two\r\n\r\nthree")]
    public void A13_what_looks_like_a_second_mail_is_text(string body)
    {
        var read = MailReader.Read((byte[])[.. Bytes("From: ann@example.org\nSubject: first\n\n"), .. Encoding.ASCII.GetBytes(body)]);
        Assert.Equal("first", read.Subject);
        Assert.Contains("Subject: two", read.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A14_winmail_dat_is_an_opaque_file()
    {
        byte[] broken = [0x78, 0x9f, 0x3e, 0x22, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f];
        var file = Assert.Single(WithBody("application/ms-tnef; name=winmail.dat", "binary", broken).Files);
        Assert.Equal(("winmail.dat", "application/ms-tnef"), (file.Name, file.Type));
        Assert.Equal(broken, file.Content.ToArray());
    }

    [Theory]
    [InlineData("multipart/encrypted; protocol=\"application/pgp-encrypted\"; boundary=b", MailFlags.Encrypted)]
    [InlineData("multipart/signed; protocol=\"application/pkcs7-signature\"; boundary=b", MailFlags.SignedUnverified)]
    [InlineData("application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m", MailFlags.Encrypted)]
    [InlineData("application/x-pkcs7-mime; smime-type=signed-data; name=smime.p7m", MailFlags.SignedUnverified)]
    public void A15_what_is_encrypted_or_signed_is_flagged(string type, string flag) =>
        Assert.Contains(flag, Read($"From: ann@example.org\nContent-Type: {type}\n\n--b\n\nbroken\n--b--\n").Flags);

    [Theory]
    [InlineData("message/external-body; access-type=URL; URL=\"http://127.0.0.1/x\"")]
    [InlineData("message/external-body; access-type=local-file; name=\"/etc/passwd\"")]
    [InlineData("message/partial; id=\"a@b\"; number=1; total=2")]
    public void A16_what_is_elsewhere_is_only_named(string type)
    {
        var file = Assert.Single(Read($"From: ann@example.org\nContent-Type: {type}\n\nContent-Type: image/gif\n\n").Files);
        Assert.StartsWith("message/", file.Type, StringComparison.Ordinal);
        Assert.StartsWith("Content-Type: image/gif", Encoding.ASCII.GetString(file.Content.Span), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Please pay the invoice by Friday of this week", "<p>Please <b>pay</b> the invoice by Friday of this week</p>", false)]
    [InlineData("Please pay the invoice by Friday of this week", "<p>Your account was closed, click here to win a prize</p>", true)]
    [InlineData("Grüße aus Köln, schöne Größe für Müller", "<style>p{color:red}</style><p>Gr&uuml;&szlig;e aus K&#246;ln, sch&ouml;ne Gr&ouml;&szlig;e f&uuml;r M&uuml;ller</p>", false)]
    public void A17_versions_that_differ_are_flagged_and_both_kept(string text, string html, bool differ)
    {
        var read = Read($"From: a@example.org\nContent-Type: multipart/alternative; boundary=b\n\n--b\n\n{text}\n--b\nContent-Type: text/html\n\n{html}\n--b--\n");
        Assert.Equal((text, html), (read.Text, read.Html));
        Assert.Equal(differ, read.Flags.Contains(MailFlags.PartsDiffer));
    }

    [Fact]
    public void A18_the_mail_within_a_report_names_neither_sender_nor_thread()
    {
        var read = Read("""
            From: <mailer-daemon@example.org>
            Content-Type: multipart/report; report-type=delivery-status; boundary=b

            --b

            It failed.
            --b
            Content-Type: message/delivery-status

            Final-Recipient: rfc822; ann@example.org
            --b
            Content-Type: message/rfc822

            From: <agent@example.net>
            Message-ID: <forged@example.net>
            References: <forged-too@example.net>
            Subject: What was sent

            Hi
            --b--
            """);
        Assert.Equal(("mailer-daemon@example.org", null, "It failed."), (read.From?.Address, read.MessageId, read.Text));
        Assert.Empty(read.References);
        Assert.Equal(["", "What was sent.eml"], read.Files.Select(file => file.Name));
    }

    private static Task Refused(long most, Func<string> mail) => Bounded(most, mail, null);

    /// <summary>Reads the mail, and holds what that allocates against a bound.</summary>
    private static Task Bounded(long most, Func<string> mail, Action<ReceivedMail>? assert) => Task.Run(() =>
    {
        var bytes = Bytes(mail());
        var before = GC.GetAllocatedBytesForCurrentThread();
        var read = assert is null ? null : MailReader.Read(bytes);
        if (read is null) Assert.Throws<UnreadableInputException>(() => MailReader.Read(bytes));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, most);
        if (read is not null) assert!(read);
    });
}
