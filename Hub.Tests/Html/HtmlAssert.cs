using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Hub.Core.Html;

namespace Hub.Tests.Html;

/// <summary>What must hold of every sanitized body, checked with a tree builder that the sanitizer does not use.</summary>
internal static class HtmlAssert
{
    private static readonly HashSet<string> Loading =
        ["src", "srcset", "background", "poster", "lowsrc", "dynsrc", "data", "action", "formaction", "xlink:href", "ping", "manifest", "code"];

    private static readonly HashSet<string> Reaching =
        ["id", "name", "class", "slot", "is", "srcdoc", "contenteditable", "autofocus", "tabindex"];

    /// <summary>Sanitizes, checks that nothing in the result acts, loads or moves, and returns it.</summary>
    public static string Clean(string html)
    {
        var clean = HtmlSanitizer.Clean(html);
        Inert(clean);
        Assert.Equal(clean, HtmlSanitizer.Clean(clean));
        return clean;
    }

    /// <summary>Nothing in the markup acts or loads, with scripting on and off.</summary>
    public static void Inert(string clean)
    {
        foreach (var isScripting in new[] { false, true })
        {
            var document = new HtmlParser(new HtmlParserOptions { IsScripting = isScripting }).ParseDocument("<body>" + clean);
            foreach (var element in document.Body!.QuerySelectorAll("*"))
            {
                Assert.True(ElementList.TryGet(element.LocalName, out var kind), $"<{element.LocalName}> in {clean}");
                Assert.NotEqual(ElementKind.Dropped, kind);
                Assert.Equal("http://www.w3.org/1999/xhtml", element.NamespaceUri);
                foreach (var attribute in element.Attributes)
                    Inert(element, attribute, clean);
            }
        }
    }

    /// <summary>A browser's tree builder makes of the markup the very tree that was written, and nothing moves.</summary>
    public static void IsWrittenAsParsed(string clean)
    {
        var document = new HtmlParser().ParseDocument("<!doctype html><html><head></head><body>" + clean + "</body></html>");
        Assert.Equal(clean, Write(document.Body!));
    }

    private static void Inert(IElement element, IAttr attribute, string clean)
    {
        var (name, value) = (attribute.Name, attribute.Value);
        Assert.False(name.StartsWith("on", StringComparison.Ordinal), $"{name} in {clean}");
        Assert.DoesNotContain(name, Reaching);
        if (name == "src")
            Assert.Matches("^(cid:|data:image/(png|jpeg|gif|webp);base64,)", value);
        else
            Assert.DoesNotContain(name, Loading);
        if (name == "href")
        {
            Assert.Equal("a", element.LocalName);
            Assert.Matches("^(https?://|mailto:)[!-~]+$", value);
            Assert.Equal("noopener noreferrer nofollow", element.GetAttribute("rel"));
            Assert.Equal("_blank", element.GetAttribute("target"));
        }
        if (name == "style")
            Assert.DoesNotMatch(@"(?i)url|expression|@|\\|position|z-index|opacity|behavior|binding|javascript|/\*|-\d", value);
    }

    private static string Write(IElement root)
    {
        var html = new System.Text.StringBuilder();
        var pending = new Stack<(INode Node, bool IsEnd)>();
        Push(pending, root);
        while (pending.TryPop(out var next))
        {
            if (next.Node is not IElement element)
            {
                HtmlEscape.AppendText(html, next.Node.TextContent);
                continue;
            }
            if (next.IsEnd)
            {
                html.Append("</").Append(element.LocalName).Append('>');
                continue;
            }
            html.Append('<').Append(element.LocalName);
            foreach (var attribute in element.Attributes)
                HtmlEscape.AppendAttribute(html, attribute.Name, attribute.Value);
            html.Append('>');
            if (element.LocalName is "br" or "hr" or "img" or "wbr" or "col")
                continue;
            pending.Push((element, true));
            Push(pending, element);
        }
        return html.ToString();
    }

    private static void Push(Stack<(INode Node, bool IsEnd)> pending, INode parent)
    {
        for (var i = parent.ChildNodes.Length - 1; i >= 0; i--)
            pending.Push((parent.ChildNodes[i], false));
    }
}
