using System.Collections.Frozen;

namespace Hub.Core.Html;

/// <summary>The elements that are known. One that is in neither table is unwrapped: its tags go, its content stays.</summary>
internal static class ElementList
{
    private static readonly FrozenDictionary<string, ElementKind> Kinds = Build(
        (ElementKind.Block, "address article aside blockquote center div dl figcaption figure footer header hgroup main nav ol p pre section ul"),
        (ElementKind.Heading, "h1 h2 h3 h4 h5 h6"),
        (ElementKind.ListItem, "li"),
        (ElementKind.Definition, "dd dt"),
        (ElementKind.Phrasing, "abbr acronym bdi bdo cite del dfn ins kbd mark q ruby samp span sub sup time var"),
        (ElementKind.Formatting, "a b big code em font i s small strike strong tt u"),
        (ElementKind.RubyText, "rt rp"),
        (ElementKind.Table, "table"),
        (ElementKind.Caption, "caption"),
        (ElementKind.ColumnGroup, "colgroup"),
        (ElementKind.Column, "col"),
        (ElementKind.RowGroup, "tbody thead tfoot"),
        (ElementKind.Row, "tr"),
        (ElementKind.Cell, "td th"),
        (ElementKind.Void, "br hr img wbr"),
        (ElementKind.Dropped, "applet audio canvas datalist math object select svg template video"));

    /// <summary>
    /// The elements whose content the tokenizer must not read as markup (HTML Standard, 13.2.6.4.7), and what becomes of it.
    /// Reading one of these differently from the browser is where mutation attacks start, so only the text of a
    /// textarea is kept.
    /// </summary>
    public static RawContent RawContentOf(string name) => name switch
    {
        "script" => RawContent.Script,
        "style" or "xmp" or "iframe" or "noembed" or "noframes" or "noscript" => RawContent.Raw,
        "title" => RawContent.Escapable,
        "textarea" => RawContent.EscapableKept,
        "plaintext" => RawContent.Rest,
        _ => RawContent.None,
    };

    /// <summary>False for an element that is unwrapped.</summary>
    public static bool TryGet(string name, out ElementKind kind) => Kinds.TryGetValue(name, out kind);

    /// <summary>Whether the kind is a part of a table that is not itself a place for content.</summary>
    public static bool IsTableFrame(ElementKind kind) =>
        kind is ElementKind.Table or ElementKind.ColumnGroup or ElementKind.RowGroup or ElementKind.Row;

    /// <summary>Whether the kind may only stand inside a table.</summary>
    public static bool IsTablePart(ElementKind kind) => kind is ElementKind.Caption or ElementKind.ColumnGroup or ElementKind.Column
        or ElementKind.RowGroup or ElementKind.Row or ElementKind.Cell;

    /// <summary>Whether an end tag of something outside stops here ("has an element in scope").</summary>
    public static bool IsScope(ElementKind kind) =>
        kind is ElementKind.Table or ElementKind.Cell or ElementKind.Caption or ElementKind.Dropped;

    /// <summary>Whether the kind is "special": neither formatting nor ordinary running text.</summary>
    public static bool IsSpecial(ElementKind kind) =>
        kind is not (ElementKind.Phrasing or ElementKind.Formatting or ElementKind.RubyText);

    private static FrozenDictionary<string, ElementKind> Build(params ReadOnlySpan<(ElementKind Kind, string Names)> rows)
    {
        var kinds = new Dictionary<string, ElementKind>();
        foreach (var (kind, names) in rows)
            foreach (var name in names.Split(' '))
                kinds.Add(name, kind);
        return kinds.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
