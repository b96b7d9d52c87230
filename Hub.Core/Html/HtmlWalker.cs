using AngleSharp.Html.Parser;
using AngleSharp.Html.Parser.Tokens;

namespace Hub.Core.Html;

/// <summary>
/// Turns tag soup into well-nested elements in one pass with one bounded stack: the part of the HTML Standard's tree construction
/// (13.2.6) that mail needs. What it hands to the sink follows the nesting rules that parsers enforce (no paragraph in a
/// paragraph, no link in a link, text of a table only in cells), so that a browser builds exactly that tree from the written
/// markup and nothing moves when it is parsed again. Where the Standard moves stray table content before the table or reopens
/// formatting after an implied end, this is simpler: stray content gets a cell, formatting ends.
/// Each tag costs at most one look over the stack (<see cref="HtmlLimits.MaxDepth"/>); there is no recursion.
/// </summary>
internal sealed class HtmlWalker(IHtmlSink sink)
{
    private readonly OpenStack _open = new(sink);

    // starts beyond the depth limit that have not ended yet: they are not on the stack
    private int _beyondDepth;
    private int _leaves;

    /// <summary>Walks the whole body, or as much of it as the limits allow.</summary>
    public static WalkEnd Walk(string html, IHtmlSink sink) => new HtmlWalker(sink).Walk(html);

    private WalkEnd Walk(string html)
    {
        using var tokens = new HtmlTokens(html);
        while (tokens.Next() is { } token)
        {
            if (sink.IsFull)
                return WalkEnd.SinkFull;
            if (_open.Opened + _leaves > HtmlLimits.MaxNodes)
                return WalkEnd.TooManyNodes;
            if (token.Type == HtmlTokenType.StartTag)
                Start(token.AsTag());
            else if (token.Type == HtmlTokenType.EndTag)
                End(token.AsTag());
            else
                Text(token.Data);
        }
        _open.PopTo(0);
        return sink.IsFull ? WalkEnd.SinkFull : WalkEnd.Complete;
    }

    private void Text(string text)
    {
        if (_open.IsMuted)
            return;
        if (_open.IsInTableFrame)
        {
            if (text.AsSpan().Trim(" \t\r\n\f").IsEmpty)
                return;
            _open.EnsureCell();
        }
        _leaves++;
        sink.Text(text);
    }

    private void Start(HtmlTagToken tag)
    {
        var name = tag.Name == "image" ? "img" : tag.Name;
        if (!ElementList.TryGet(name, out var kind))
            return;
        if (kind == ElementKind.Void)
        {
            Void(name, tag);
            return;
        }
        var limit = HtmlLimits.MaxDepth - HtmlLimits.TableReserve;
        if (_beyondDepth > 0 || (_open.Count >= limit && !ElementList.IsTablePart(kind)))
        {
            _beyondDepth++;
            return;
        }
        if (!MakeRoom(name, kind, tag))
            return;
        if (kind != ElementKind.Column)
            _open.Push(name, kind, tag);
        else if (!_open.IsMuted)
            Leaf(name, tag);
    }

    /// <summary>Closes and opens what the start of this element implies; false if the element has no place here.</summary>
    private bool MakeRoom(string name, ElementKind kind, HtmlTagToken tag)
    {
        if (ElementList.IsTablePart(kind))
            return _open.MakeRoomInTable(kind);
        if (kind == ElementKind.Dropped)
            return !tag.IsSelfClosing || name is not ("svg" or "math");
        if (ElementList.IsSpecial(kind))
            _open.LeaveForeign();
        if (kind is ElementKind.ListItem or ElementKind.Definition)
            _open.CloseItem(kind);
        if (ElementList.IsSpecial(kind))
            _open.CloseInScope("p");
        if (kind == ElementKind.Heading)
            _open.CloseHeading();
        if (kind == ElementKind.RubyText)
            _open.CloseRubyText();
        if (name == "a")
            _open.EndFormatting("a");
        if (_open.IsInTableFrame)
            _open.EnsureCell();
        return true;
    }

    private void Void(string name, HtmlTagToken tag)
    {
        if (name == "hr")
            _open.CloseInScope("p");
        if (_open.IsMuted || HiddenRule.Hides(tag))
            return;
        if (_open.IsInTableFrame)
            _open.EnsureCell();
        Leaf(name, tag);
    }

    private void Leaf(string name, HtmlTagToken tag)
    {
        _leaves++;
        sink.Void(name, tag);
    }

    private void End(HtmlTagToken tag)
    {
        var name = tag.Name;
        if (name == "br")
        {
            Void(name, tag);
            return;
        }
        if (!ElementList.TryGet(name, out var kind) || kind is ElementKind.Void or ElementKind.Column)
            return;
        if (_beyondDepth > 0)
        {
            _beyondDepth--;
            return;
        }
        switch (kind)
        {
            case ElementKind.Formatting:
                _open.EndFormatting(name);
                break;
            case ElementKind.Phrasing or ElementKind.RubyText:
                _open.EndPhrasing(name);
                break;
            case ElementKind.Table:
                _open.PopTo(_open.LastTable);
                break;
            case ElementKind.Heading:
                _open.CloseHeading();
                break;
            case ElementKind.ListItem:
                _open.EndListItem();
                break;
            default:
                if (ElementList.IsTablePart(kind))
                    _open.EndTablePart(name);
                else
                    _open.CloseInScope(name);
                break;
        }
    }
}
