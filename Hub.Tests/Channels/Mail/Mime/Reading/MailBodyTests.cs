using System.Text;
using Hub.Channels.Mail.Mime.Reading;
using static Hub.Tests.Channels.Mail.Mime.Reading.Mails;

namespace Hub.Tests.Channels.Mail.Mime.Reading;

public sealed class MailBodyTests
{
    [Theory]
    [InlineData("text/plain; charset=windows-1250", 1250, "Žluťoučký kůň")]
    [InlineData("text/plain; charset=windows-1251", 1251, "Добрый день")]
    [InlineData("text/plain; charset=iso-8859-5", 28595, "Добрый день")]
    [InlineData("text/plain; charset=iso-8859-7", 28597, "Καλημέρα")]
    [InlineData("text/plain; charset=windows-1255", 1255, "שלום")]
    [InlineData("text/plain; charset=windows-1256", 1256, "مرحبا")]
    [InlineData("text/plain; charset=gbk", 936, "请尽快回复")]
    [InlineData("text/plain; charset=gb2312", 54936, "朱镕基")]
    [InlineData("text/plain; charset=gb18030", 54936, "请尽快回复𠀀")]
    [InlineData("text/plain; charset=Big5", 950, "請盡快回覆")]
    [InlineData("text/plain; charset=ISO-2022-JP", 50220, "お問い合わせ")]
    [InlineData("text/plain", 50220, "お問い合わせ")]
    [InlineData("text/plain; charset=Shift_JIS", 932, "お問い合わせ①")]
    [InlineData("text/plain; charset=euc-jp", 51932, "お問い合わせ")]
    [InlineData("text/plain; charset=ks_c_5601-1987", 949, "똠방각하")]
    [InlineData("text/plain; charset=koi8-r", 20866, "Добрый день")]
    [InlineData("text/plain; charset=iso-8859-1", 1252, "“10 €” – fin")]
    [InlineData("text/plain", 1252, "Grüße")]
    [InlineData("text/plain; charset=iso-8859-1", 65001, "Grüße")]
    [InlineData("text/plain; charset=gb2312", 65001, "请尽快回复谢谢")]
    [InlineData("text/plain; charset=\"unknown-8bit\"", 65001, "Grüße")]
    public void Text_is_decoded_by_its_charset_or_by_what_it_is(string type, int page, string text)
    {
        var encoding = CodePagesEncodingProvider.Instance.GetEncoding(page) ?? Encoding.UTF8;
        foreach (var (name, body) in Encoded(encoding.GetBytes(text)))
            Assert.Equal(text, WithBody(type, name, body).Text?.TrimEnd());
    }

    [Theory]
    [InlineData("<p>Grüße</p>", 65001)]
    [InlineData("<meta charset=\"iso-8859-2\"><p>Łódź</p>", 28592)]
    [InlineData("<META http-equiv=Content-Type content=\"text/html; charset=windows-1251\"><p>Привет</p>", 1251)]
    public void Html_without_a_charset_says_its_own(string html, int page)
    {
        var encoding = CodePagesEncodingProvider.Instance.GetEncoding(page) ?? Encoding.UTF8;
        Assert.Equal(html, WithBody("text/html", "8bit", encoding.GetBytes(html)).Html);
    }

    [Fact]
    public void Of_alternatives_each_kind_is_kept_and_pictures_are_files()
    {
        var read = Read("""
            From: ann@example.org
            Content-Type: multipart/mixed; boundary=m

            --m
            Content-Type: multipart/related; boundary=r

            --r
            Content-Type: multipart/alternative; boundary=a

            --a

            Text
            --a
            Content-Type: text/html

            <p>Text<img src="cid:i@x"></p>
            --a--
            --r
            Content-Type: image/png; name=i.png
            Content-ID: <i@x>
            Content-Transfer-Encoding: base64

            aGk=
            --r--
            --m
            Content-Type: text/plain; name=notes.txt
            Content-Disposition: attachment

            notes
            --m
            Content-Type: application/pdf
            Content-Disposition: attachment; filename=a.pdf

            pdf
            --m--
            """);
        Assert.Equal(("Text", "<p>Text<img src=\"cid:i@x\"></p>"), (read.Text, read.Html));
        Assert.Equal(["i.png", "notes.txt", "a.pdf"], read.Files.Select(file => file.Name));
        Assert.Equal([true, false, false], read.Files.Select(file => file.Inline));
        Assert.Equal(["hi", "notes", "pdf"], read.Files.Select(file => Encoding.ASCII.GetString(file.Content.Span)));
        Assert.Empty(read.Flags);
    }

    [Fact]
    public void Texts_of_a_mixed_mail_are_joined_in_order()
    {
        var read = Read("From: a@example.org\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\none\n--b\nContent-Type: text/html\n\n<b>two</b>\n--b\n\nthree <\n--b--\n");
        Assert.Equal("one\n\ntwo\n\nthree <", read.Text);
        Assert.Equal("<div style=\"white-space:pre-wrap\">one</div>\n<b>two</b>\n<div style=\"white-space:pre-wrap\">three &lt;</div>", read.Html);
    }

    [Fact]
    public void A_mail_of_html_only_has_no_text_of_its_own()
    {
        var read = Read("From: a@example.org\nContent-Type: text/html\n\n<b>Hi</b>");
        Assert.Equal((null, "<b>Hi</b>"), (read.Text, read.Html));
    }

    [Theory]
    [InlineData("One \nline \nonly.\n\nAnother.", "One line only.\n\nAnother.")]
    [InlineData("> quoted \n> on\n>> deeper \n> back", "> quoted on\n>> deeper \n> back")]
    [InlineData(" From here\n-- \nAnn", "From here\n-- \nAnn")]
    [InlineData(">one \n> two\n>three", "> one two\n> three")]
    [InlineData("> one \nmine \ngoes on", "> one \nmine goes on")]
    [InlineData("> quoted \n> -- \n> Ann \n> Lee", "> quoted \n> -- \n> Ann Lee")]
    [InlineData(" > not quoted", " > not quoted")]
    public void Flowed_text_is_unwrapped(string body, string text) =>
        Assert.Equal(text, WithBody("text/plain; format=flowed", "7bit", Encoding.ASCII.GetBytes(body)).Text);

    [Fact]
    public void Flowed_quotes_may_delete_their_spaces() =>
        Assert.Equal("> Donaudampfschiff\n-- \nAnn", WithBody("text/plain; format=flowed; delsp=yes", "7bit", "> Donaudampf \n> schiff\n-- \nAnn"u8.ToArray()).Text);

    [Fact]
    public void Flowed_text_may_delete_its_spaces() =>
        Assert.Equal("Donaudampfschiff", WithBody("text/plain; format=flowed; delsp=yes", "7bit", "Donaudampf \nschiff"u8.ToArray()).Text);

    [Theory]
    [InlineData("a=20b=\r\nc=3D=3d", "a bc==")]
    [InlineData("a= \r\nb=\nc", "abc")]
    [InlineData("a=zz b=", "a=zz b")]
    public void Quoted_printable_is_decoded(string body, string text) =>
        Assert.Equal(text, WithBody("text/plain", "Quoted-Printable", Encoding.ASCII.GetBytes(body)).Text);

    [Fact]
    public void A_uuencoded_file_is_decoded() =>
        Assert.Equal("Cat", Encoding.ASCII.GetString(Assert.Single(
            WithBody("application/octet-stream; name=cat.txt", "x-uuencode", "begin 644 cat.txt\n#0V%T\n`\nend\n"u8.ToArray()).Files).Content.Span));

    [Fact]
    public void What_only_claims_to_be_base64_is_given_as_it_is()
    {
        var read = WithBody("text/plain", "base64", "Hello, this is plain; really!"u8.ToArray());
        Assert.Equal("Hello, this is plain; really!", read.Text);
        Assert.Contains(MailFlags.BadEncoding, read.Flags);
    }

    [Fact]
    public void A_forwarded_mail_is_a_file_named_by_its_subject()
    {
        var inner = Convert.ToBase64String("Subject: =?utf-8?Q?Gr=C3=BC=C3=9Fe?=\r\n\r\nHi"u8);
        var file = Assert.Single(WithBody("message/rfc822", "base64", Encoding.ASCII.GetBytes(inner)).Files);
        Assert.Equal(("Grüße.eml", "message/rfc822"), (file.Name, file.Type));
    }

    [Fact]
    public void Parts_of_a_digest_are_mails() =>
        Assert.Equal(["one.eml", "two.eml"], Read(
            "From: a@example.org\nContent-Type: multipart/digest; boundary=b\n\n--b\n\nSubject: one\n\n1\n--b\n\nSubject: two\n\n2\n--b--\n").Files.Select(file => file.Name));

    private static IEnumerable<(string Name, byte[] Body)> Encoded(byte[] bytes) =>
    [
        ("8bit", bytes),
        ("base64", Encoding.ASCII.GetBytes(Convert.ToBase64String(bytes, Base64FormattingOptions.InsertLineBreaks))),
        ("quoted-printable", Encoding.ASCII.GetBytes(string.Concat(bytes.Select(value => $"={value:X2}")))),
    ];
}
