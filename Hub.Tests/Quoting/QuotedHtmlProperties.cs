using FsCheck;
using FsCheck.Fluent;
using Hub.Core.Html;
using Hub.Core.Quoting;
using Hub.Tests.Html;

namespace Hub.Tests.Quoting;

/// <summary>What must hold of any HTML that is divided and cut, tried on random sequences of what mail programs write and hostile ones add.</summary>
public sealed class QuotedHtmlProperties
{
    private static readonly string[] Fragments =
    [
        .. "a b p div span li ul table tr td th caption center font blockquote ruby rt h1 dl dd".Split(' ').SelectMany(n => new[] { $"<{n}>", $"</{n}>" }),
        "<div class=gmail_quote>", "<blockquote type=cite>", "<div class=gmail_signature>", "<hr id=stopSpelling>", "<div id=divRplyFwdMsg>", "<div style='border-top:solid 1px'>",
        "On 26 Jun 2014 at 14:14, Ann wrote:", "From: a@b.example<br>Sent: 2014<br>To: c<br>Subject: d", "-----Original Message-----", "---------- Forwarded message ---------",
        "-- ", "Sent from my iPhone", "new words", "<br>", "<br>", "<hr>", "&gt; quoted", "<img src=cid:x>", "<img src=https://t.example/x>", "<a href=https://x.example/>",
        "<script>", "</script>", "<style>", "<svg>", "<img src=x onerror=alert(1)>", "<p title=\"</p><img src=x onerror=alert(1)>\">", "<div style='display:none'>", "&lt;script&gt;", "\ud800",
    ];

    private static readonly Arbitrary<string> Bodies = Gen.Elements(Fragments).ArrayOf().Select(string.Concat).ToArbitrary();

    private static readonly Config Runs = Config.QuickThrowOnFailure.WithMaxTest(3000).WithEndSize(60).WithQuietOnSuccess(true);

    [Fact]
    public void B02_every_piece_is_inert_and_built_as_it_is_written() => Check.One(Runs, Prop.ForAll(Bodies, html =>
    {
        var (clean, parts) = Quotes.InHtml(html, null);
        Assert.Equal(HtmlSanitizer.Clean(html), clean.Html);
        if (parts is null) return;
        Assert.Equal(clean.Html, string.Concat(parts.All.Select(part => part.Of(clean.Html))));
        foreach (var piece in HtmlPieces.Of(clean.Html, parts.Shown.SkipLast(1).Select(part => part.End)))
        {
            HtmlAssert.Inert(piece);
            HtmlAssert.IsWrittenAsParsed(piece);
        }
    }));
}
