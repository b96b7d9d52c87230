using Hub.Core.Html;

namespace Hub.Tests.Html;

public sealed class HtmlTextTests
{
    [Theory]
    [InlineData("<p>One</p>\n<p>Two</p>", "One\n\nTwo")]
    [InlineData("a<br>b<br><br><br>c", "a\nb\n\nc")]
    [InlineData("<div>a</div><div>b</div>", "a\nb")]
    [InlineData("  lots \n\t of&nbsp;&nbsp; <b> space </b> ", "lots of space")]
    [InlineData("in<b>lin</b>e", "inline")]
    [InlineData("<ul><li>one<li><p>two</p><ul><li>deep</ul></ul>after", "- one\n- two\n  - deep\n\nafter")]
    [InlineData("<ol><li>one</li><li>two</li></ol>", "1. one\n2. two")]
    [InlineData("<ul><li></li></ul><p>x</p>", "-\n\nx")]
    [InlineData("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td><td>d</td></tr></table>", "a\tb\nc\td")]
    [InlineData("<a href='https://x.example/y'>here</a>!", "here (https://x.example/y)!")]
    [InlineData("<a href='https://x.example/'>x.example</a>", "x.example")]
    [InlineData("<a href='https://x.example/'>https://x.example</a>", "https://x.example")]
    [InlineData("<a href='mailto:a@b.example'>a@b.example</a>", "a@b.example")]
    [InlineData("<a href='javascript:alert(1)'>x</a>", "x")]
    [InlineData("<a href='https://x.example/'><img src=x></a>y", "y")]
    [InlineData("Yes.<blockquote><p>Is it?</p><p>Really?<blockquote>No</blockquote></blockquote>Bye", "Yes.\n\n> Is it?\n>\n> Really?\n>\n> > No\n\nBye")]
    [InlineData("<style>p{}</style><script>x()</script><title>T</title>seen<!-- no -->", "seen")]
    [InlineData("&lt;b&gt; &amp;amp; &euro; &#x4E2D;", "<b> &amp; € 中")]
    [InlineData("你好，<b>世界</b>。<br>再见", "你好，世界。\n再见")]
    [InlineData("<pre>a\n  b\n\nc</pre>", "a\n  b\n\nc")]
    [InlineData("x<hr>y", "x\n---\ny")]
    [InlineData("<img alt=Logo src=x> text", "Logo text")]
    [InlineData("<h1>Title</h1>text", "Title\n\ntext")]
    [InlineData("", "")]
    [InlineData("<p> </p>", "")]
    public void Markup_reads_as_plain_text(string html, string expected) => Assert.Equal(expected, HtmlText.ToText(html));

    [Fact]
    public void Text_longer_than_the_limit_is_cut() =>
        Assert.Equal(HtmlLimits.MaxTextChars, HtmlText.ToText(new string('x', HtmlLimits.MaxTextChars + 10)).Length);
}
