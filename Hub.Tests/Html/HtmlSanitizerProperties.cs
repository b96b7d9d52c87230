using FsCheck;
using FsCheck.Fluent;
using Hub.Core.Html;

namespace Hub.Tests.Html;

/// <summary>What must hold of any body, tried on random sequences of the fragments that break sanitizers.</summary>
public sealed class HtmlSanitizerProperties
{
    private static readonly string[] Fragments =
    [
        .. "a b i p div span li ul ol dl dd dt h1 h2 table tbody thead tr td th caption colgroup col pre center font ruby rt rp blockquote code u"
            .Split(' ').SelectMany(n => new[] { $"<{n}>", $"<{n}>", $"</{n}>", $"</{n}>" }),
        .. ("svg math style script title textarea template noscript xmp iframe select option form button object plaintext desc foreignObject "
            + "mtext mglyph annotation-xml body html head frameset noembed image").Split(' ').SelectMany(n => new[] { $"<{n}>", $"</{n}>" }),
        "x", "y ", " ", "\n", "&lt;", "&amp;", "<", ">", "\"", "'", "<!--", "-->", "--!>", "<![CDATA[", "]]>", "<?", "&", "\0", "\r", "😀", "中", "\ud800",
        "<br>", "<hr>", "</br>", "</p>", "<svg/>", "<img src=x onerror=alert(1)>", "<img src=https://t.example/x>", "<img alt='<b>' src=cid:1>",
        "<a href=https://x.example/>", "<a href='http://a@b.example/%2e%2e/x'>", "<a href=javascript:alert(1)>", "<p style='color:red;x:y'>",
        "<p title=\"</p><img src=x onerror=alert(1)>\">", "<div style='display:none'>", "<td hidden>", "<ol start=3 type=A reversed>",
        "<div style=\"font:12px 'A B',c;background:url(x)\">", "<img data-remote-src=https://t.example/y src=z>", "<b style=color:red>",
    ];

    private static readonly Arbitrary<string> Bodies =
        Gen.Elements(Fragments).ArrayOf().Select(string.Concat).ToArbitrary();

    private static readonly Config Runs = Config.QuickThrowOnFailure.WithMaxTest(5000).WithEndSize(60).WithQuietOnSuccess(true);

    [Fact]
    public void B02_the_output_is_inert_and_its_own_fixed_point() =>
        Check.One(Runs, Prop.ForAll(Bodies, html => { HtmlAssert.Clean(html); }));

    [Fact]
    public void B02_a_parser_builds_exactly_the_tree_that_was_written() =>
        Check.One(Runs, Prop.ForAll(Bodies, html => HtmlAssert.IsWrittenAsParsed(HtmlSanitizer.Clean(html))));

    [Fact]
    public void Text_holds_no_controls_and_says_the_same_as_the_markup() =>
        Check.One(Runs, Prop.ForAll(Bodies, html =>
        {
            var text = HtmlText.ToText(html);
            Assert.DoesNotContain(text, c => c is < ' ' and not ('\n' or '\t'));
            Assert.Equal(Words(text), Words(HtmlText.ToText(HtmlSanitizer.Clean(html))));
        }));

    [Fact]
    public void Links_are_written_in_a_form_that_stays()
    {
        var parts = Gen.Elements("http://", "https://", "//", "a", "b.example", ":80", ":", "@", "/", "\\", "..", "%2e", "%", "%zz", "?", "#", "é", "中", "[::1]", " ", "\t",
            "&", "xn--", "\ud800", "<", "\"", "'", "`", "{", "|", "^", "。", "\u00ad", "\u202e", "0x7f.1", "mailto:", "subject=");
        Check.One(Runs, Prop.ForAll(parts.ArrayOf().Select(p => "http://" + string.Concat(p)).ToArbitrary(), url =>
        {
            if (UrlRule.Link(url) is not { } link)
                return;
            Assert.Equal(link, UrlRule.Link(link));
            Assert.Matches("^http://([a-z0-9._-]+|\\[[0-9a-f:.]+\\])(:[0-9]+)?/[!-~]*$", link);
        }));
    }

    private static string Words(string text) => string.Concat(text.Where(char.IsLetter));
}
