using Hub.Channels.Mail.Mime.Reading;
using static Hub.Tests.Channels.Mail.Mime.Reading.Mails;

namespace Hub.Tests.Channels.Mail.Mime.Reading;

public sealed class ContentFieldTests
{
    [Theory]
    [InlineData("Text/Plain; charset=\"utf-8\"; format=flowed", "text/plain", "charset", "utf-8")]
    [InlineData("text/plain;charset=us-ascii (Plain text)", "text/plain", "charset", "us-ascii")]
    [InlineData("text / plain ; charset = utf-8", "text/plain", "charset", "utf-8")]
    [InlineData("multipart/mixed boundary=\"a b\"", "multipart/mixed", "boundary", "a b")]
    [InlineData("attachment; filename=my report.pdf; size=3", "attachment", "filename", "my report.pdf")]
    [InlineData("attachment; filename=\"C:\\temp\\report.pdf\"", "attachment", "filename", "C:\\temp\\report.pdf")]
    [InlineData("attachment; filename=\"say \\\"hi\\\".txt\"", "attachment", "filename", "say \"hi\".txt")]
    [InlineData("attachment; filename=\"=?utf-8?Q?Gr=C3=BC=C3=9Fe.txt?=\"", "attachment", "filename", "Grüße.txt")]
    [InlineData("attachment; filename*=utf-8'de'Gr%C3%BC%C3%9Fe.txt; filename=\"other.txt\"", "attachment", "filename", "Grüße.txt")]
    [InlineData("attachment; filename*=iso-8859-1''%A3%20rates", "attachment", "filename", "£ rates")]
    [InlineData("attachment; filename*1=\"b.txt\"; filename*0=\"a\"", "attachment", "filename", "ab.txt")]
    [InlineData("attachment; filename*0*=utf-8''%E4%BD; filename*1*=%A0%E5%A5%BD; filename*2=\".txt\"", "attachment", "filename", "你好.txt")]
    [InlineData("inline; filename=\"unclosed", "inline", "filename", "unclosed")]
    [InlineData(";;; =; =x; filename=a", "", "filename", "a")]
    [InlineData("text/plain; charset", "text/plain", "charset", null)]
    public void Values_and_parameters_are_read(string raw, string value, string name, string? parameter)
    {
        var field = ContentField.Parse(raw);
        Assert.Equal((value, parameter), (field.Value, field.Parameter(name)));
    }

    [Theory]
    [InlineData("Content-Type: image/png; name=b.png\nContent-Disposition: attachment; filename=c.png; filename*=utf-8''a.png", "a.png")]
    [InlineData("Content-Type: image/png; name=b.png\nContent-Disposition: attachment; filename=c.png", "c.png")]
    [InlineData("Content-Type: image/png; name=b.png\nContent-Disposition: attachment", "b.png")]
    [InlineData("Content-Type: image/png", "")]
    [InlineData("Content-Type: image/png; name=\"=?utf-8?Q?a=0D=0Ab.png?=\"", "a  b.png")]
    public void The_name_of_a_file_is_the_most_exact_one(string fields, string name) => Assert.Equal(name, Assert.Single(WithHeader(fields).Files).Name);

    [Theory]
    [InlineData("Content-Type: image/gif; name=a.gif\nContent-ID: <logo@x>", true, "logo@x")]
    [InlineData("Content-Type: image/gif\nContent-Disposition: inline", true, null)]
    [InlineData("Content-Type: image/gif\nContent-Disposition: attachment\nContent-ID: <logo@x>", false, "logo@x")]
    public void A_picture_of_the_text_is_inline(string fields, bool inline, string? id)
    {
        var file = Assert.Single(WithHeader(fields).Files);
        Assert.Equal((inline, id), (file.Inline, file.ContentId));
    }
}
