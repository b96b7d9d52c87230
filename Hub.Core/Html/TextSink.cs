using System.Globalization;
using AngleSharp.Html.Parser.Tokens;

namespace Hub.Core.Html;

/// <summary>Writes plain text.</summary>
internal sealed class TextSink : IHtmlSink
{
    private readonly PlainTextBuilder _text = new();
    private readonly Stack<OpenList> _lists = new();
    private readonly Stack<OpenLink> _links = new();
    private int _preDepth;

    public bool IsFull => _text.IsFull;

    public bool Open(string name, HtmlTagToken? tag)
    {
        switch (name)
        {
            case "a":
                _links.Push(new OpenLink(_text.Length, UrlRule.Link(tag?.GetAttribute("href") ?? "")));
                break;
            case "ul" or "ol":
                _text.Break(_lists.Count == 0 ? 2 : 1);
                _lists.Push(new OpenList(name == "ol"));
                break;
            case "li":
                _text.Break(1);
                Marker();
                break;
            case "td" or "th":
                _text.Tab();
                break;
            case "blockquote":
                _text.Break(2);
                _text.QuoteDepth++;
                break;
            case "pre":
                _text.Break(2);
                _preDepth++;
                break;
            default:
                _text.Break(BreaksAround(name));
                break;
        }
        return true;
    }

    public void Close(string name)
    {
        switch (name)
        {
            case "a":
                Link(_links.Pop());
                break;
            case "ul" or "ol":
                _lists.Pop();
                _text.Break(_lists.Count == 0 ? 2 : 1);
                break;
            case "blockquote":
                _text.Break(2);
                _text.QuoteDepth--;
                break;
            case "pre":
                _text.Break(2);
                _preDepth--;
                break;
            case "td" or "th":
                break;
            case "li":
                _text.EndItem();
                break;
            default:
                _text.Break(BreaksAround(name));
                break;
        }
    }

    public void Void(string name, HtmlTagToken tag)
    {
        if (name == "br")
            _text.LineBreak();
        else if (name == "hr")
            Rule();
        else if (name == "img" && tag.GetAttribute("alt") is { Length: > 0 and <= HtmlLimits.MaxAttributeChars } alt)
            _text.Words(alt);
    }

    public void Text(string text)
    {
        if (_preDepth > 0)
            _text.Lines(text);
        else
            _text.Words(text);
    }

    public override string ToString() => _text.ToString();

    private int BreaksAround(string name) => name switch
    {
        "p" or "h1" or "h2" or "h3" or "h4" or "h5" or "h6" or "dl" or "table" when _lists.Count == 0 => 2,
        _ => ElementList.TryGet(name, out var kind) && ElementList.IsSpecial(kind) ? 1 : 0,
    };

    private void Marker()
    {
        var list = _lists.Count > 0 ? _lists.Peek() : new OpenList(isOrdered: false);
        var indent = new string(' ', 2 * Math.Clamp(_lists.Count - 1, 0, 8));
        _text.Mark(indent + (list.IsOrdered ? (++list.Items).ToString(CultureInfo.InvariantCulture) + "." : "-"));
    }

    private void Rule()
    {
        _text.Break(1);
        _text.Words("---");
        _text.Break(1);
    }

    private void Link(OpenLink link)
    {
        if (link.Url is null || _text.Length == link.Start)
            return;
        var shown = _text.Since(link.Start).Trim();
        var address = link.Url[(link.Url.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim('/');
        if (shown.Length == 0 || SaysAddress(shown, link.Url, address))
            return;
        _text.Space();
        _text.Words("(" + link.Url + ")");
    }

    private static bool SaysAddress(string shown, string url, string address) =>
        string.Equals(shown, url, StringComparison.OrdinalIgnoreCase)
        || string.Equals(shown.TrimEnd('/'), url.TrimEnd('/'), StringComparison.OrdinalIgnoreCase)
        || string.Equals(shown.TrimEnd('/'), address, StringComparison.OrdinalIgnoreCase);

    private readonly record struct OpenLink(int Start, string? Url);

    private sealed class OpenList(bool isOrdered)
    {
        public bool IsOrdered => isOrdered;

        public int Items { get; set; }
    }
}
