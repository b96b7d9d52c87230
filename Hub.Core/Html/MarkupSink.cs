using System.Text;
using AngleSharp.Html.Parser.Tokens;

namespace Hub.Core.Html;

/// <summary>Writes markup: allowed elements with allowed attributes, every value quoted and escaped.</summary>
internal sealed class MarkupSink : IHtmlSink
{
    private readonly StringBuilder _html = new();
    private bool _atPreStart;

    /// <summary>Whether a picture on another server was withheld.</summary>
    public bool HasRemoteImages { get; private set; }

    /// <summary>How much is written.</summary>
    public int Length => _html.Length;

    // the output is input again when it is sanitized a second time, so it has the input's limit
    public bool IsFull => _html.Length > HtmlLimits.MaxHtmlChars;

    public bool Open(string name, HtmlTagToken? tag)
    {
        var mark = _html.Length;
        _html.Append('<').Append(name);
        if (name == "a" && !AppendLink(tag))
        {
            _html.Length = mark;
            return false;
        }
        AppendAttributes(name, tag);
        _html.Append('>');
        _atPreStart = name == "pre";
        return true;
    }

    public void Close(string name)
    {
        _html.Append("</").Append(name).Append('>');
        _atPreStart = false;
    }

    public void Void(string name, HtmlTagToken tag)
    {
        var mark = _html.Length;
        _html.Append('<').Append(name);
        if (name == "img" && !AppendImage(tag))
        {
            _html.Length = mark;
            return;
        }
        AppendAttributes(name, tag);
        _html.Append('>');
        _atPreStart = false;
    }

    public void Text(string text)
    {
        // a parser drops the line break behind <pre>, so that one would vanish each time
        var kept = _atPreStart ? text.AsSpan().TrimStart("\r\n\f") : text;
        if (kept.IsEmpty)
            return;
        var length = _html.Length;
        HtmlEscape.AppendText(_html, kept);
        _atPreStart &= _html.Length == length;
    }

    public override string ToString() => _html.ToString();

    private bool AppendLink(HtmlTagToken? tag)
    {
        if (tag is null || UrlRule.Link(Value(tag, "href") ?? "") is not { } href)
            return false;
        HtmlEscape.AppendAttribute(_html, "href", href);
        if (!href.StartsWith("mailto:", StringComparison.Ordinal))
            HtmlEscape.AppendAttribute(_html, "data-host", UrlRule.HostOf(href));
        _html.Append(" target=\"_blank\" rel=\"noopener noreferrer nofollow\"");
        return true;
    }

    /// <summary>False if nothing is left to show.</summary>
    private bool AppendImage(HtmlTagToken tag)
    {
        var source = Value(tag, "src");
        if (source is not null && UrlRule.EmbeddedImage(source) is { } embedded)
        {
            HtmlEscape.AppendAttribute(_html, "src", embedded);
            return true;
        }
        var remote = UrlRule.Web(source ?? "") ?? UrlRule.Web(Value(tag, "data-remote-src") ?? "");
        if (remote is null)
            return Value(tag, "alt") is { Length: > 0 and <= HtmlLimits.MaxAttributeChars };
        HtmlEscape.AppendAttribute(_html, "data-remote-src", remote);
        HasRemoteImages = true;
        return true;
    }

    private void AppendAttributes(string element, HtmlTagToken? tag)
    {
        if (tag is null)
            return;
        var attributes = tag.Attributes;
        for (var i = 0; i < attributes.Count && i < HtmlLimits.MaxAttributes; i++)
            if (AttributeList.Clean(element, attributes[i].Name, attributes[i].Value) is { } value && IsFirst(tag, i))
                HtmlEscape.AppendAttribute(_html, attributes[i].Name, value);
    }

    /// <summary>Of an attribute given twice, a parser takes the first.</summary>
    private static bool IsFirst(HtmlTagToken tag, int index)
    {
        for (var i = 0; i < index; i++)
            if (tag.Attributes[i].Name == tag.Attributes[index].Name)
                return false;
        return true;
    }

    private static string? Value(HtmlTagToken tag, string name)
    {
        for (var i = 0; i < tag.Attributes.Count && i < HtmlLimits.MaxAttributes; i++)
            if (tag.Attributes[i].Name == name)
                return tag.Attributes[i].Value;
        return null;
    }
}
