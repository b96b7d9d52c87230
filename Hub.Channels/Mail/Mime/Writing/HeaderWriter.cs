using System.Text;

namespace Hub.Channels.Mail.Mime.Writing;

/// <summary>
/// Writes a header block whose lines are folded at 78 characters where a space allows it and never longer than 998 (RFC 5322 section
/// 2.1.1).
/// What is written has no line break of its own: every one is made here, so no value can begin a line.
/// </summary>
internal sealed class HeaderWriter
{
    /// <summary>Where lines are folded.</summary>
    public const int FoldAt = 78;

    /// <summary>The longest piece that cannot be folded; with a field's name before it, it stays below 998.</summary>
    public const int MaxPiece = 900;

    private readonly StringBuilder _block = new();
    private int _column;
    private bool _isFirst;

    /// <summary>How many characters fit on the current line, after the space before them.</summary>
    public int Room => FoldAt - _column - 1;

    /// <summary>Begins a field.</summary>
    public void Begin(string name)
    {
        _block.Append(name).Append(':');
        _column = name.Length + 1;
        _isFirst = true;
    }

    /// <summary>Writes a piece that is not folded inside, a space or a fold before it.</summary>
    /// <exception cref="ArgumentException">It has a control character or is too long: it must be encoded first.</exception>
    public void Piece(string text)
    {
        if (text.Length > MaxPiece || text.Any(char.IsControl))
            throw new ArgumentException("A piece of a header must be encoded first.", nameof(text));
        // a line of white space alone is forbidden, so nothing is folded right behind the name
        if (text.Length > Room && !_isFirst) Fold();
        _block.Append(' ').Append(text);
        _column += text.Length + 1;
        _isFirst = false;
    }

    /// <summary>Makes the next piece begin a line, unless it is the field's first.</summary>
    public void Fold()
    {
        if (_isFirst) return;
        _block.Append("\r\n");
        _column = 0;
    }

    /// <summary>Writes a field in one go.</summary>
    public void Field(string name, string piece)
    {
        Begin(name);
        Piece(piece);
        End();
    }

    /// <summary>Ends the field.</summary>
    public void End() => _block.Append("\r\n");

    /// <summary>The block so far with the empty line behind it, in UTF-8 (ASCII unless an address needs SMTPUTF8).</summary>
    public byte[] Finish() => Encoding.UTF8.GetBytes(_block.Append("\r\n").ToString());
}
