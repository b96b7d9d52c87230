using Hub.Core.Html;

namespace Hub.Tests.Html;

/// <summary>Bodies made to cost time, memory or stack.</summary>
public sealed class HtmlBombTests
{
    public static TheoryData<string> Bombs =>
    [
        "div", "table", "b", "b with attributes", "b then p", "p b p", "a div", "b div end", "table td", "foster", "blockquote", "svg", "template",
        "select", "font in td", "attributes", "open comment", "open angle", "entities", "siblings", "end tags", "list", "style", "hidden", "data",
        "reopen", "surrogates", "pre", "link in cell", "bad names",
    ];

    // the limit only ends what hangs: a quadratic one would take hours
    [Theory(Timeout = 120_000)]
    [MemberData(nameof(Bombs))]
    public async Task B11_bombs_take_bounded_time_memory_and_depth(string bomb)
    {
        await Task.Yield();
        var html = Make(bomb);
        var before = GC.GetAllocatedBytesForCurrentThread();

        var clean = HtmlSanitizer.Sanitize(html);
        var text = HtmlText.ToText(html);

        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 1L << 30, $"{bomb}: {GC.GetAllocatedBytesForCurrentThread() - before}");
        Assert.InRange(DepthOf(clean.Html), 0, HtmlLimits.MaxDepth);
        Assert.InRange(text.Length, 0, HtmlLimits.MaxTextChars);
        Assert.InRange(clean.Html.Length, 0, HtmlLimits.MaxHtmlChars + HtmlLimits.MaxUrlChars);
        Assert.Equal(clean.Html, HtmlSanitizer.Clean(clean.Html));
    }

    [Fact]
    public void B11_a_million_nested_elements_keep_their_text()
    {
        Assert.Contains("deep", HtmlSanitizer.Clean(Repeat("<div>", 1_000_000) + "deep"), StringComparison.Ordinal);
        Assert.Equal("deep", HtmlText.ToText(Repeat("<div>", 1_000_000) + "deep"));
    }

    [Fact]
    public void B11_deep_nesting_beyond_the_limit_ends_where_it_began()
    {
        var clean = HtmlSanitizer.Sanitize(Repeat("<div>", 300) + "deep" + Repeat("</div>", 300) + "<p>after</p>");

        Assert.False(clean.IsTextOnly);
        Assert.EndsWith("</div><p>after</p>", clean.Html, StringComparison.Ordinal);
    }

    [Fact]
    public void B11_a_body_with_too_many_elements_falls_back_to_its_text()
    {
        var clean = HtmlSanitizer.Sanitize(Repeat("<p>word</p>", 60_000));

        Assert.True(clean.IsTextOnly);
        Assert.StartsWith("<div style=\"white-space:pre-wrap\">word\nword\n", clean.Html, StringComparison.Ordinal);
        Assert.Equal(clean.Html, HtmlSanitizer.Clean(clean.Html));
    }

    [Fact]
    public void B11_a_body_that_is_too_long_falls_back_to_its_text()
    {
        var clean = HtmlSanitizer.Sanitize("<p>Hello</p><!--" + new string('x', HtmlLimits.MaxHtmlChars) + "--><script>alert(1)</script>");

        Assert.True(clean.IsTextOnly);
        Assert.Equal("<div style=\"white-space:pre-wrap\">Hello</div>", clean.Html);
    }

    private static string Make(string bomb) => bomb switch
    {
        "div" => Repeat("<div>", 1_000_000),
        "table" => Repeat("<table>", 1_000_000),
        "b" => Repeat("<b>", 1_000_000),
        "b with attributes" => Each(200_000, i => $"<b style='width:{i}px'>"),
        "b then p" => Each(300, i => $"<b id={i}>") + Repeat("<p>x", 200_000),
        "p b p" => "<p>" + Each(300, i => $"<b id={i}>") + "</p>" + Repeat("<p>x</p>", 200_000),
        "a div" => Repeat("<a href=http://x.example><div>", 100_000) + Repeat("</a>", 100_000),
        "b div end" => Repeat("<b><div>", 100_000) + Repeat("</b>", 100_000),
        "table td" => Repeat("<table><tr><td>", 200_000),
        "foster" => "<table>" + Repeat("x<b>", 200_000),
        "blockquote" => Repeat("<blockquote>x<br>", 100_000),
        "svg" => Repeat("<svg>", 300_000),
        "template" => Repeat("<template>", 300_000),
        "select" => "<select>" + Repeat("<option>", 300_000),
        "font in td" => Repeat("<table><td><font color=red>", 100_000),
        "attributes" => "<p " + Each(200_000, i => $"a{i}=1 ") + ">x",
        "open comment" => Repeat("<!--", 500_000),
        "open angle" => Repeat("<", 1_000_000),
        "entities" => Repeat("&amp", 500_000),
        "siblings" => Repeat("<br>", 1_000_000),
        "end tags" => Repeat("<div>", 5_000) + Repeat("</span></p></b>", 100_000),
        "list" => Repeat("<ul><li>x", 200_000),
        "style" => Repeat("<p style='" + Repeat("color:red;", 800) + "'>x", 800),
        "hidden" => Repeat("<p hidden>x", 200_000),
        "data" => "<img src='data:image/png;base64," + new string('A', 6_000_000) + "'>",
        "reopen" => Repeat(Repeat("<b>", 120) + Repeat("<div style='border:1px solid red'>", 120) + Repeat("</b>", 120) + Repeat("</div>", 120), 200),
        "surrogates" => Repeat("😀\ud800", 1_000_000),
        "pre" => "<pre>" + Repeat("\n", 2_000_000) + Repeat("<x>\n", 100_000),
        "bad names" => Repeat("<a href=http://xn--\u00e9\u0301." + new string('\u00e9', 64) + ">", 50_000),
        "link in cell" => Repeat("<a href=http://x.example>y<table><td>", 100_000),
        _ => throw new ArgumentOutOfRangeException(nameof(bomb)),
    };

    private static int DepthOf(string clean)
    {
        int depth = 0, deepest = 0;
        for (var i = clean.IndexOf('<', StringComparison.Ordinal); i >= 0; i = clean.IndexOf('<', i + 1))
        {
            var rest = clean.AsSpan(i + 1);
            if (rest[0] == '/')
                depth--;
            else if (!rest.StartsWith("br") && !rest.StartsWith("hr") && !rest.StartsWith("img") && !rest.StartsWith("wbr") && !rest.StartsWith("col>"))
                deepest = Math.Max(deepest, ++depth);
        }
        Assert.Equal(0, depth);
        return deepest;
    }

    private static string Repeat(string part, int times) => string.Concat(Enumerable.Repeat(part, times));

    private static string Each(int times, Func<int, string> part) => string.Concat(Enumerable.Range(0, times).Select(part));
}
