namespace Hub.Core.Html;

/// <summary>What one HTML body may cost. Everything here is a bound on hostile input, far above what real mail needs.</summary>
internal static class HtmlLimits
{
    /// <summary>Longest input that is read as markup, in chars; of a longer one this much is shown as text.</summary>
    public const int MaxHtmlChars = 8 * 1024 * 1024;

    /// <summary>Longest plain text that is made of a body, in chars. Escaped (at most fivefold) it fits into <see cref="MaxHtmlChars"/>.</summary>
    public const int MaxTextChars = 1024 * 1024;

    /// <summary>Most elements and text pieces of one body.</summary>
    public const int MaxNodes = 100_000;

    /// <summary>Deepest nesting; what is nested deeper keeps its text and loses its element.</summary>
    public const int MaxDepth = 256;

    /// <summary>Levels held back so that a table opened at the edge still gets its row group, row and cell.</summary>
    public const int TableReserve = 3;

    /// <summary>Attributes of one element that are looked at.</summary>
    public const int MaxAttributes = 64;

    /// <summary>Longest attribute value other than a URL or a style, in chars.</summary>
    public const int MaxAttributeChars = 1024;

    /// <summary>Longest style attribute that is looked at, in chars.</summary>
    public const int MaxStyleChars = 8 * 1024;

    /// <summary>Most declarations kept of one style attribute.</summary>
    public const int MaxDeclarations = 64;

    /// <summary>Most components of one CSS value.</summary>
    public const int MaxValueParts = 32;

    /// <summary>Longest link, in chars.</summary>
    public const int MaxUrlChars = 8 * 1024;
}
