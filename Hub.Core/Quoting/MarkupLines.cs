using System.Buffers;
using System.Text;
using AngleSharp.Html.Parser.Tokens;
using Hub.Core.Html;

namespace Hub.Core.Quoting;

/// <summary>
/// Notes, while a body is sanitized, which lines a reader sees and where they begin in the sanitized markup. The names by which mail
/// programs mark quotes do not outlast the sanitizer, so this is when they are read.
/// </summary>
internal sealed class MarkupLines(MarkupSink markup) : IHtmlSink
{
    private const string Rule = "---";

    // spaces, and the marks of direction that stand between the digits of some programs' dates
    private static readonly SearchValues<char> Between = SearchValues.Create(" \t\n\v\f\r\u0085\u00a0\u2002\u2003\u2009\u2028\u2029\u202f\u3000\u200b\u200e\u200f\ufeff");

    private readonly List<BodyLine> _lines = [];
    private readonly Stack<OpenMark> _open = new();
    private readonly StringBuilder _text = new();
    private int _start;
    private int _depth;
    private int _cited;
    private int _signatures;
    private int _preformatted;
    private bool _isHistory;
    private bool _owesSpace;
    private (int Depth, bool IsCited, LineMark Mark) _place;

    public bool IsFull => markup.IsFull;

    /// <summary>The lines, once the walk has ended.</summary>
    public List<BodyLine> Lines
    {
        get
        {
            if (_text.Length > 0) EndLine();
            return _lines;
        }
    }

    public bool Open(string name, HtmlTagToken? tag)
    {
        var mark = MarkupMarks.Of(name, tag);
        var isBlock = mark != MarkupMark.None || IsBlock(name);
        if (isBlock) Break();
        if (!markup.Open(name, tag)) return false;
        if (mark == MarkupMark.Rule) DrawRule();
        _isHistory |= mark == MarkupMark.History;
        var open = new OpenMark(isBlock, mark is MarkupMark.Quote or MarkupMark.Indent ? 1 : 0, mark == MarkupMark.Quote ? 1 : 0,
            mark == MarkupMark.Signature ? 1 : 0, name == "pre" || KeepsLines(tag) ? 1 : 0);
        _open.Push(open);
        Count(open, 1);
        return true;
    }

    public void Close(string name)
    {
        var open = _open.Pop();
        Count(open, -1);
        if (open.IsBlock) Break();
        markup.Close(name);
        if (_text.Length == 0) _start = markup.Length;
    }

    public void Void(string name, HtmlTagToken tag)
    {
        if (name == "hr")
        {
            Break();
            _isHistory |= MarkupMarks.Of(name, tag) == MarkupMark.History;
            DrawRule();
        }

        if (name == "img") Append("\ufffc");
        markup.Void(name, tag);
        if (name == "br" || name == "hr") EndLine();
    }

    public void Text(string text)
    {
        if (_preformatted == 0)
        {
            Append(text);
            markup.Text(text);
            return;
        }

        for (var start = 0; start < text.Length;)
        {
            var length = text.AsSpan(start).IndexOf('\n');
            var end = length < 0 ? text.Length : start + length + 1;
            Append(text.AsSpan(start, end - start));
            markup.Text(text[start..end]);
            if (length >= 0) EndLine();
            start = end;
        }
    }

    private static bool IsBlock(string name) => ElementList.TryGet(name, out var kind) && ElementList.IsSpecial(kind);

    private static bool KeepsLines(HtmlTagToken? tag)
    {
        for (var i = 0; i < tag?.Attributes.Count && i < HtmlLimits.MaxAttributes; i++)
        {
            if (tag.Attributes[i] is { Name: "style", Value.Length: <= HtmlLimits.MaxStyleChars } style
                && style.Value.Contains("white-space:pre", StringComparison.OrdinalIgnoreCase)) return true;
        }

        return false;
    }

    private void Count(OpenMark open, int by)
    {
        _depth += by * open.Depth;
        _cited += by * open.Cited;
        _signatures += by * open.Signatures;
        _preformatted += by * open.Preformatted;
    }

    private void Append(ReadOnlySpan<char> text)
    {
        while (!text.IsEmpty)
        {
            var length = text.IndexOfAny(Between);
            Word(length < 0 ? text : text[..length]);
            if (length < 0) return;
            _owesSpace |= char.IsWhiteSpace(text[length]);
            text = text[(length + 1)..];
        }
    }

    private void Word(ReadOnlySpan<char> word)
    {
        if (word.IsEmpty || _text.Length >= BodyLine.MostText) return;
        if (_text.Length == 0) _place = (_depth, _cited > 0, _isHistory ? LineMark.History : _signatures > 0 ? LineMark.Signature : LineMark.None);
        else if (_owesSpace) _text.Append(' ');
        _owesSpace = false;
        _text.Append(word[..Math.Min(word.Length, BodyLine.MostText)]);
    }

    private void DrawRule()
    {
        Append(Rule);
        Break();
    }

    private void Break()
    {
        if (_text.Length > 0) EndLine();
    }

    private void EndLine()
    {
        if (_text.Length == 0) _place = (_depth, _cited > 0, LineMark.None);
        if (_lines.Count < BodyLine.MostLines) _lines.Add(_text.Length == 0 ? new BodyLine(_start, default, _place.Depth, _place.IsCited, LineMark.None) : Line(_text.ToString()));
        _text.Clear();
        _owesSpace = false;
        _start = markup.Length;
    }

    /// <summary>Some programs write the signs of plain text into their HTML.</summary>
    private BodyLine Line(string text)
    {
        var said = text.AsMemory();
        if (_place.Depth > 0 || !text.StartsWith('>')) return new BodyLine(_start, said, _place.Depth, _place.IsCited, _place.Mark);
        var bare = said.TrimStart('>').TrimStart();
        return new BodyLine(_start, bare, 1, IsCited: true, _place.Mark);
    }

    private readonly record struct OpenMark(bool IsBlock, int Depth, int Cited, int Signatures, int Preformatted);
}
