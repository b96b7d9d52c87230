using System.Text;

namespace Hub.Core.Html;

/// <summary>
/// Plain text as it grows: spaces collapse, line breaks are owed until the next word, so that none stands at the start,
/// at the end or three in a row.
/// </summary>
internal sealed class PlainTextBuilder
{
    private const int MaxQuoteDepth = 16;

    private readonly StringBuilder _text = new();
    private int _owedBreaks;
    private bool _owesSpace;
    private bool _owesTab;
    private bool _isBehindMark;
    private int _lineDepth;
    private int _quoteDepth;

    public bool IsFull => _text.Length >= HtmlLimits.MaxTextChars;

    public int Length => _text.Length;

    /// <summary>How many quotes the next line stands in.</summary>
    public int QuoteDepth
    {
        get => _quoteDepth;
        set => _quoteDepth = value;
    }

    /// <summary>At least this many line breaks before the next word; none between a list item's mark and its first word.</summary>
    public void Break(int lines)
    {
        if (lines == 0 || _isBehindMark)
            return;
        _owedBreaks = Math.Max(_owedBreaks, lines);
        _owesSpace = _owesTab = false;
    }

    /// <summary>One line break more, at most an empty line.</summary>
    public void LineBreak() => Break(Math.Min(_owedBreaks + 1, 2));

    /// <summary>A tab before the next word of the same line.</summary>
    public void Tab() => _owesTab = _owedBreaks == 0 && _text.Length > 0;

    /// <summary>A space before the next word of the same line.</summary>
    public void Space() => _owesSpace = true;

    /// <summary>Text whose white space collapses.</summary>
    public void Words(string text)
    {
        var start = -1;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] is ' ' or '\t' or '\n' or '\r' or '\f' or '\u00a0')
            {
                if (start >= 0)
                    Append(text.AsSpan(start, i - start));
                start = -1;
                _owesSpace = true;
            }
            else if (start < 0)
            {
                start = i;
            }
        }
        if (start >= 0)
            Append(text.AsSpan(start));
    }

    /// <summary>Text that keeps its lines and spaces.</summary>
    public void Lines(string text)
    {
        var isFirst = true;
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            if (!isFirst)
                LineBreak();
            isFirst = false;
            if (!line.IsWhiteSpace())
                Append(line);
        }
    }

    /// <summary>The mark of a list item.</summary>
    public void Mark(string mark)
    {
        _isBehindMark = false;
        Break(1);
        Append(mark);
        _owesSpace = _isBehindMark = true;
    }

    /// <summary>A list item ends, even one without a word.</summary>
    public void EndItem()
    {
        _isBehindMark = false;
        Break(1);
    }

    /// <summary>The text from that position on.</summary>
    public string Since(int position) => _text.ToString(position, _text.Length - position);

    public override string ToString() => HtmlEscape.Tidy(_text.ToString(0, Math.Min(_text.Length, HtmlLimits.MaxTextChars)));

    private void Append(ReadOnlySpan<char> word)
    {
        if (_text.Length == 0)
            AppendPrefix(_quoteDepth, isEmptyLine: false);
        else if (_owedBreaks > 0)
            StartLine();
        else if (_owesTab)
            _text.Append('\t');
        else if (_owesSpace && _text[^1] is not (' ' or '\t'))
            _text.Append(' ');
        _owedBreaks = 0;
        _owesSpace = _owesTab = _isBehindMark = false;
        _text.Append(word);
    }

    private void StartLine()
    {
        for (var i = 1; i < _owedBreaks; i++)
        {
            _text.Append('\n');
            AppendPrefix(Math.Min(_lineDepth, _quoteDepth), isEmptyLine: true);
        }
        _text.Append('\n');
        AppendPrefix(_quoteDepth, isEmptyLine: false);
    }

    private void AppendPrefix(int depth, bool isEmptyLine)
    {
        _lineDepth = depth;
        for (var i = Math.Min(depth, MaxQuoteDepth); i > 0; i--)
            _text.Append(isEmptyLine && i == 1 ? ">" : "> ");
    }
}
