using Hub.Channels.Mail.Mime.Reading;
using static Hub.Tests.Channels.Mail.Mime.Reading.Mails;

namespace Hub.Tests.Channels.Mail.Mime.Reading;

public sealed class EncodedWordTests
{
    [Theory]
    [InlineData("Parcel", "Parcel")]
    [InlineData("=?utf-8?Q?Gr=C3=BC=C3=9Fe_aus?= =?utf-8?Q?_K=C3=B6ln?=", "Grüße aus Köln")]
    [InlineData("=?UTF-8?B?5L2g5aW9?=", "你好")]
    [InlineData("=?gb2312?B?xOO6ww==?=", "你好")]
    [InlineData("=?big5?B?p0Gmbg==?=", "你好")]
    [InlineData("=?iso-2022-jp?B?GyRCJDMkcyRLJEEkTxsoQg==?=", "こんにちは")]
    [InlineData("=?shift_jis?B?grGC8YLJgr+CzQ==?=", "こんにちは")]
    [InlineData("=?euc-kr?B?vsiz58fPvLy/5A==?=", "안녕하세요")]
    [InlineData("=?koi8-r?B?8NLJ18XU?=", "Привет")]
    [InlineData("=?koi8-u?B?8NLJ16bU?=", "Привіт")]
    [InlineData("=?windows-1251?Q?=CF=F0=E8=E2=E5=F2?=", "Привет")]
    [InlineData("=?iso-8859-2?Q?=A3=F3d=BC?=", "Łódź")]
    [InlineData("=?iso-8859-15?Q?5_=A4?=", "5 €")]
    [InlineData("=?iso-8859-1?Q?=80_5_=96_6?=", "€ 5 – 6")]
    [InlineData("=?us-ascii*en?Q?Keith_Moore?=", "Keith Moore")]
    [InlineData("=?utf-8?q?a?= plain =?utf-8?q?b?=", "a plain b")]
    [InlineData("=?utf-8?q?a?=  =?iso-8859-1?q?=E4?=", "aä")]
    public void Words_are_decoded(string raw, string text) => Assert.Equal(text, EncodedWords.Decode(raw));

    [Fact]
    public void A_character_cut_in_two_by_adjacent_words_is_whole() =>
        Assert.Equal("€", EncodedWords.Decode("=?utf-8?B?4oI=?= =?UTF-8?B?rA==?="));

    [Theory]
    [InlineData("=?")]
    [InlineData("=?utf-8?Q?never closed")]
    [InlineData("=?utf-8?X?abc?=")]
    [InlineData("=?utf-8?B?*not base64*?=")]
    [InlineData("a =?b c")]
    public void What_is_no_word_stays(string raw) => Assert.Equal(raw, EncodedWords.Decode(raw));

    [Fact]
    public void A_word_is_decoded_once() =>
        Assert.Equal("=?utf-8?Q?a?=", EncodedWords.Decode("=?utf-8?Q?=3D=3Futf-8=3FQ=3Fa=3F=3D?="));

    [Fact]
    public void A_subject_stays_on_one_line_whatever_is_encoded_in_it() =>
        Assert.Equal("a  Bcc: b c", Read("From: ann@example.org\nSubject: =?utf-8?Q?a=0D=0ABcc:_b=00c?=\n\n").Subject);

    [Fact]
    public void Ten_thousand_words_are_decoded_in_one_pass()
    {
        var raw = Times("=?utf-8?q?a?= ", 3_000);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Equal(3_000, EncodedWords.Decode(raw.TrimEnd()).Length);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 4 * 1024 * 1024);
    }

    [Fact]
    public void Raw_bytes_in_a_header_are_utf8_or_windows_1252()
    {
        foreach (var encoding in new[] { System.Text.Encoding.UTF8, System.Text.Encoding.Latin1 })
            Assert.Equal("Grüße", HeaderText.Decode(encoding.GetBytes("Grüße")));
    }
}
