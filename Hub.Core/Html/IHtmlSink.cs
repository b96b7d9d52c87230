using AngleSharp.Html.Parser.Tokens;

namespace Hub.Core.Html;

/// <summary>Takes the well-nested elements and texts that <see cref="HtmlWalker"/> makes of a body.</summary>
internal interface IHtmlSink
{
    /// <summary>True once no more is taken; the walk stops.</summary>
    bool IsFull { get; }

    /// <summary>An element starts. <paramref name="tag"/> is null for one that the source leaves out (a row, a cell).
    /// False: the sink leaves the element out and gets no <see cref="Close"/> for it.</summary>
    bool Open(string name, HtmlTagToken? tag);

    /// <summary>The last open element ends.</summary>
    void Close(string name);

    /// <summary>An element that has no content.</summary>
    void Void(string name, HtmlTagToken tag);

    /// <summary>Text, decoded.</summary>
    void Text(string text);
}
