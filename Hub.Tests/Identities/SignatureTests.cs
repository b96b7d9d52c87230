using Hub.Core.Identities;
using Hub.Core.Quoting;

namespace Hub.Tests.Identities;

public sealed class SignatureTests
{
    private const string Team = "Acme Billing\nTel. 100";

    [Fact]
    public void It_stands_below_two_hyphens_and_a_space_at_the_end() =>
        Assert.Equal("Hello.\n\n-- \nAcme Billing\nTel. 100", Signature.InText("Hello.\n", Team));

    [Fact]
    public void It_stands_above_the_history_that_is_quoted()
    {
        const string history = "On Fri, 20 Nov 2026 at 10:00, Ann Lee <ann@example.org> wrote:\n> Where is it?\n> \n> -- \n> Acme Billing\n> Tel. 100";
        var signed = Signature.InText("Here.\n\n" + history, Team);
        Assert.Equal($"Here.\n\n-- \n{Team}\n\n{history}", signed);
        // what was quoted bears one, what is new bears one: writing it again adds none
        Assert.Equal(signed, Signature.InText(signed, Team));
        Assert.Equal("Here.", Quotes.InText(signed, null)!.NewText(signed));
    }

    [Fact]
    public void A_forwarded_or_interleaved_answer_is_signed_at_the_end_of_what_is_new() =>
        Assert.Equal($"> one?\nYes.\n> two?\nNo.\n\n-- \n{Team}", Signature.InText("> one?\nYes.\n> two?\nNo.", Team));

    [Fact]
    public void Files_alone_are_signed_without_empty_lines_above() => Assert.Equal($"-- \n{Team}", Signature.InText("", Team));

    [Fact]
    public void In_HTML_nothing_of_it_is_read_as_a_tag()
    {
        var signed = Signature.InHtml("<p>Hello.</p>", "A & B <b>bold</b>\n<script>alert(1)</script>");
        Assert.StartsWith("<p>Hello.</p>", signed, StringComparison.Ordinal);
        Assert.Contains("A &amp; B &lt;b&gt;bold&lt;/b&gt;<br>&lt;script&gt;", signed, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", signed, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>", signed, StringComparison.Ordinal);
    }

    [Fact]
    public void In_HTML_it_stands_above_the_quote_and_only_once()
    {
        const string html = "<div>Here.</div><div class=\"gmail_quote\"><div>On Fri, Ann wrote:<br></div><blockquote class=\"gmail_quote\">Where is it?</blockquote></div>";
        var signed = Signature.InHtml(html, Team);
        Assert.True(signed.IndexOf("Acme", StringComparison.Ordinal) < signed.IndexOf("wrote:", StringComparison.Ordinal), signed);
        Assert.Equal(signed.IndexOf("Acme", StringComparison.Ordinal), signed.LastIndexOf("Acme", StringComparison.Ordinal));
        Assert.Equal(signed, Signature.InHtml(signed, Team));
    }
}
