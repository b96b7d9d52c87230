using Hub.Core.Html;
using Hub.Core.Quoting;
using Hub.Tests.Html;

namespace Hub.Tests.Quoting;

/// <summary>What of a mail's HTML is new, and how the sanitized markup is cut there.</summary>
public sealed class QuotedHtmlTests
{
    [Theory]
    [InlineData("<div dir=ltr>Yes.</div><br><div class=\"gmail_quote\"><div dir=ltr class=gmail_attr>El jue, Ann:<br></div><blockquote class=gmail_quote>Tea?</blockquote></div>")]
    [InlineData("<p>Yes.</p><div class=moz-cite-prefix>Am 26.06.2014 um 14:14 schrieb Ann:<br></div><blockquote type=cite cite=\"mid:x\"><p>Tea?</p></blockquote>")]
    [InlineData("<div>Yes.</div><div><br><blockquote type=cite><div>On 26 Jun 2014, at 14:14, Ann wrote:</div><br><div>Tea?</div></blockquote></div>")]
    [InlineData("<div class=\"ydp1yahoo-style-wrap\"><div>Yes.</div></div><div id=\"ydp2yahoo_quoted_3\" class=\"ydp2yahoo_quoted\"><div>Ann:</div><div>Tea?</div></div>")]
    [InlineData("<div>Yes.</div><div id=\"appendonsend\"></div><hr><div id=\"divRplyFwdMsg\"><b>Kimden:</b> Ann<br><b>Konu:</b> x</div><div>Tea?</div>")]
    [InlineData("<div>Yes.<o:p></o:p></div><div style='border:none;border-top:solid #E1E1E1 1.0pt'><p><b>From:</b> Ann<br><b>Sent:</b> Thursday<br><b>To:</b> Bob<br><b>Subject:</b> Tea</p></div><p>Tea?</p>")]
    [InlineData("<div>Yes.</div><div>&nbsp;</div><div style=\"font-size:12px\">------------------&nbsp;原始邮件&nbsp;------------------</div><div><b>发件人:</b>&nbsp;\"张三\"</div><div>Tea?</div>")]
    [InlineData("<div>Yes.</div><br>At 2014-06-26 14:14:00, \"Ann\" &lt;ann@163.example&gt; wrote:<br><blockquote id=isReplyContent style=\"padding-left:1ex\"><div>Tea?</div></blockquote>")]
    [InlineData("<p>Yes.</p><div class=gmail_signature>Bob<br>Tea Ltd.</div>")]
    [InlineData("<div>Yes.</div><div id=\"AppleMailSignature\">Von meinem iPhone gesendet</div><div><br>Am 26.06.2014 um 14:14 schrieb Ann:</div><blockquote type=cite>Tea?</blockquote>")]
    [InlineData("<table><tr><td>Yes.<br>-- <br>Bob</td></tr></table>")]
    [InlineData("<pre>Yes.\nOn 26 Jun 2014 at 14:14, Ann wrote:\n&gt; Tea?\n</pre>")]
    [InlineData("<blockquote type=cite>Tea?</blockquote><p>Yes.</p>")]
    public void The_forms_of_mail_programs_are_known(string html) => Assert.Equal("Yes.", NewIn(html));

    [Theory]
    [InlineData("<p>Look:</p><div class=gmail_quote><div class=gmail_attr>---------- Forwarded message ---------<br>From: Ann</div><p>Tea?</p></div>")]
    [InlineData("<p>Look:</p><blockquote style=\"margin:0 0 0 40px;border:none\"><p>indented</p></blockquote><p>Bye</p>")]
    [InlineData("<div class=gmail_quote><p>Tea?</p></div>")]
    public void What_is_forwarded_indented_or_all_there_is_stays_in_the_open(string html) => Assert.Null(Quotes.InHtml(html, "Tea").Parts);

    [Fact]
    public void Text_made_of_html_is_divided_alike()
    {
        var (clean, parts) = Quotes.InHtml("<div>Evet.</div><div id=divRplyFwdMsg>Kimden: Ann<br>Konu: x</div><div>Tea?</div>", null);
        var (text, textParts) = Quotes.TextOf(clean.Html, parts!);
        Assert.Equal("Evet.", textParts!.NewText(text));
        Assert.Contains("Tea?", text, StringComparison.Ordinal);
        Assert.Equal(text.Length, textParts.All[^1].End);
    }

    [Theory]
    [InlineData("<p>a<b>b</b>c</p>", new[] { 3, 7, 12 }, new[] { "<p></p>", "<p>a<b></b></p>", "<p><b>b</b></p>", "<p>c</p>" })]
    [InlineData("<p style=\"color:red\">a<br>b</p>", new[] { 26 }, new[] { "<p style=\"color:red\">a<br></p>", "<p style=\"color:red\">b</p>" })]
    [InlineData("text", new int[0], new[] { "text" })]
    [InlineData("<p>a</p>", new[] { 1, 99 }, new[] { "<p></p>", "<p>a</p>", "" })]
    public void Markup_is_cut_into_pieces_that_are_whole(string html, int[] cuts, string[] pieces) => Assert.Equal(pieces, HtmlPieces.Of(html, cuts));

    [Fact(Timeout = 60_000)]
    public async Task Half_a_million_nested_quotes_are_read_in_bounded_work()
    {
        var html = string.Concat(Enumerable.Repeat("<blockquote type=cite>x<br>", 500_000));
        var (clean, parts) = await Task.Run(() => Quotes.InHtml(html, null), TestContext.Current.CancellationToken);
        Assert.True(clean.IsTextOnly);
        Assert.Null(parts);
    }

    /// <summary>The new text; the pieces of the markup are checked on the way.</summary>
    internal static string NewIn(string html)
    {
        var (clean, parts) = Quotes.InHtml(html, "Re: Tea");
        Assert.Equal(HtmlSanitizer.Clean(html), clean.Html);
        Assert.NotNull(parts);
        var pieces = HtmlPieces.Of(clean.Html, parts.All.SkipLast(1).Select(part => part.End));
        Assert.All(pieces, HtmlAssert.Inert);
        Assert.All(pieces, HtmlAssert.IsWrittenAsParsed);
        var fresh = parts.All.Zip(pieces).Where(pair => pair.First.Kind == PartKind.New).Select(pair => HtmlText.ToText(pair.Second));
        return string.Join('\n', fresh).Trim();
    }
}
