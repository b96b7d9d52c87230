namespace Hub.Core.Html;

/// <summary>How an element nests: what its start closes, what its end may close (HTML Standard, 13.2.6 "Tree construction").</summary>
internal enum ElementKind
{
    Block,
    Heading,
    ListItem,
    Definition,
    Phrasing,
    Formatting,
    RubyText,
    Table,
    Caption,
    ColumnGroup,
    Column,
    RowGroup,
    Row,
    Cell,
    Void,

    /// <summary>Goes away together with everything inside.</summary>
    Dropped,
}
