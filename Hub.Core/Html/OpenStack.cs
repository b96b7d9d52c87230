using AngleSharp.Html.Parser.Tokens;

namespace Hub.Core.Html;

/// <summary>The open elements of a walk and the rules by which one closes another. Indexes of -1 mean "none".</summary>
internal sealed class OpenStack(IHtmlSink sink)
{
    private readonly List<OpenElement> _open = [];

    public int Count => _open.Count;

    /// <summary>How many elements were ever put on the stack.</summary>
    public int Opened { get; private set; }

    /// <summary>Whether content at this place goes away.</summary>
    public bool IsMuted => Count > 0 && _open[^1].Muted;

    /// <summary>Whether content at this place stands in a table, but in no cell of it.</summary>
    public bool IsInTableFrame => Count > 0 && ElementList.IsTableFrame(_open[^1].Kind);

    public int LastTable => _open.FindLastIndex(e => e.Kind == ElementKind.Table);

    public bool TopIs(ElementKind kind) => Count > 0 && _open[^1].Kind == kind;

    public void Push(string name, ElementKind kind, HtmlTagToken? tag)
    {
        Opened++;
        var muted = IsMuted || kind == ElementKind.Dropped || (tag is not null && HiddenRule.Hides(tag));
        var written = !muted && sink.Open(name, tag);
        _open.Add(new OpenElement(name, kind, tag, muted, written));
    }

    /// <summary>Closes everything from this index on; nothing for -1.</summary>
    public void PopTo(int index)
    {
        if (index < 0)
            return;
        for (var i = Count - 1; i >= index; i--)
            if (_open[i].Written)
                sink.Close(_open[i].Name);
        _open.RemoveRange(index, Count - index);
    }

    /// <summary>Closes the innermost element of that name, unless a cell, caption or table stands between.</summary>
    public void CloseInScope(string name) => PopTo(Find(name, static (e, wanted) => e.Name == wanted, static e => ElementList.IsScope(e.Kind)));

    /// <summary>The start and the end of any heading closes the open one.</summary>
    public void CloseHeading() => PopTo(Find(ElementKind.Heading, static (e, wanted) => e.Kind == wanted, static e => ElementList.IsScope(e.Kind)));

    public void EndListItem() =>
        PopTo(Find(ElementKind.ListItem, static (e, wanted) => e.Kind == wanted, static e => ElementList.IsScope(e.Kind) || e.Name is "ul" or "ol"));

    /// <summary>The end of running text that is not formatting does not reach over a block.</summary>
    public void EndPhrasing(string name) => PopTo(Find(name, static (e, wanted) => e.Name == wanted, static e => ElementList.IsSpecial(e.Kind)));

    public void EndTablePart(string name)
    {
        var index = _open.FindLastIndex(e => e.Name == name);
        if (index > LastTable)
            PopTo(index);
    }

    /// <summary>A list item or definition starts: an open one of the same list ends.</summary>
    public void CloseItem(ElementKind kind) =>
        PopTo(Find(kind, static (e, wanted) => e.Kind == wanted, static e => ElementList.IsSpecial(e.Kind) && e.Name is not ("address" or "div" or "p")));

    /// <summary>An annotation stands directly in its ruby.</summary>
    public void CloseRubyText()
    {
        var ruby = Find("ruby", static (e, wanted) => e.Name == wanted, static e => ElementList.IsScope(e.Kind));
        if (ruby >= 0)
            PopTo(ruby + 1);
    }

    /// <summary>A block inside a picture or formula means that its end is missing.</summary>
    public void LeaveForeign() => PopTo(_open.FindIndex(e => e.Name is "svg" or "math"));

    /// <summary>
    /// Ends bold, a link and the like even when blocks have started inside: these are closed too and open again behind it,
    /// as in the Standard's "adoption agency".
    /// </summary>
    public void EndFormatting(string name)
    {
        var index = Find(name, static (e, wanted) => e.Name == wanted, static e => ElementList.IsScope(e.Kind));
        if (index < 0)
            return;
        var reopened = _open.GetRange(index + 1, Count - index - 1);
        PopTo(index);
        foreach (var element in reopened)
            Push(element.Name, element.Kind, element.Tag);
    }

    /// <summary>Brings the stack to where a part of the innermost table may start; false outside tables.</summary>
    public bool MakeRoomInTable(ElementKind kind)
    {
        var table = LastTable;
        if (table < 0)
            return false;
        var keep = kind switch
        {
            ElementKind.Cell => LastAfter(table, ElementKind.Row, ElementKind.RowGroup),
            ElementKind.Row => LastAfter(table, ElementKind.RowGroup, ElementKind.RowGroup),
            ElementKind.Column => LastAfter(table, ElementKind.ColumnGroup, ElementKind.ColumnGroup),
            _ => table,
        };
        PopTo(keep + 1);
        if (kind == ElementKind.Column && TopIs(ElementKind.Table))
            Push("colgroup", ElementKind.ColumnGroup, null);
        if (kind is ElementKind.Row or ElementKind.Cell && TopIs(ElementKind.Table))
            Push("tbody", ElementKind.RowGroup, null);
        if (kind == ElementKind.Cell && TopIs(ElementKind.RowGroup))
            Push("tr", ElementKind.Row, null);
        return true;
    }

    /// <summary>Content stands in a table outside its cells: it gets a cell.</summary>
    public void EnsureCell()
    {
        MakeRoomInTable(ElementKind.Cell);
        Push("td", ElementKind.Cell, null);
    }

    private int LastAfter(int table, ElementKind kind, ElementKind orElse)
    {
        var index = _open.FindLastIndex(e => e.Kind == kind || e.Kind == orElse);
        return index > table ? index : table;
    }

    /// <summary>The innermost element that is wanted, unless a barrier stands before it. It is asked at every tag, so nothing is captured.</summary>
    private int Find<T>(T wanted, Func<OpenElement, T, bool> isWanted, Predicate<OpenElement> barrier)
    {
        for (var i = Count - 1; i >= 0; i--)
        {
            if (isWanted(_open[i], wanted))
                return i;
            if (barrier(_open[i]))
                return -1;
        }
        return -1;
    }
}
