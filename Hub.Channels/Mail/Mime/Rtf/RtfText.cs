using System.Globalization;
using System.Text;
using Hub.Channels.Mail.Mime.Reading;

namespace Hub.Channels.Mail.Mime.Rtf;

/// <summary>
/// Reads the text of rich text, or the HTML that it was made of where it carries that ([MS-OXRTFEX] section 2.1). One pass; groups beyond
/// a depth are counted, not kept; nothing throws.
/// </summary>
internal sealed class RtfText
{
    private const int MostDepth = 500;
    private const int MostFonts = 1_000;
    private const int LongestWord = 32;

    private readonly byte[] _from;
    private readonly StringBuilder _to = new();
    private readonly Stack<RtfGroup> _groups = new();
    private readonly Dictionary<int, Encoding> _fonts = [];
    private readonly List<byte> _pending = [];
    private RtfGroup _group = new() { StandIns = 1, Encoding = Charsets.OfPage(0) };
    private Encoding _usual = Charsets.OfPage(0);
    private bool _isHtml;
    private bool _isOptional;
    private int _standIns;
    private int _beyondDepth;
    private int _at;

    private RtfText(byte[] from) => _from = from;

    /// <summary>What it says.</summary>
    public static RtfBody Read(byte[] rtf)
    {
        var reader = new RtfText(rtf);
        reader.Read();
        return new RtfBody(reader._to.ToString(), reader._isHtml);
    }

    private bool IsShown => !_group.IsSkipped && !_group.IsFontTable && !(_isHtml && _group.IsRendered);

    private void Read()
    {
        while (_at < _from.Length)
        {
            var c = _from[_at++];
            switch (c)
            {
                case (byte)'{':
                    Open();
                    break;
                case (byte)'}':
                    Close();
                    break;
                case (byte)'\\':
                    if (_at < _from.Length) Control();
                    break;
                case (byte)'\r' or (byte)'\n':
                    break;
                default:
                    Byte(c);
                    break;
            }
        }

        Flush();
    }

    private void Open()
    {
        Flush();
        if (_groups.Count >= MostDepth) _beyondDepth++;
        else _groups.Push(_group);
    }

    private void Close()
    {
        Flush();
        _standIns = 0;
        if (_beyondDepth > 0) _beyondDepth--;
        else if (_groups.TryPop(out var outer)) _group = outer;
    }

    private void Control()
    {
        var c = (char)_from[_at++];
        if (char.IsAsciiLetter(c))
        {
            Word(c);
            return;
        }

        switch (c)
        {
            case '\'':
                if (_at + 1 < _from.Length && byte.TryParse(_from.AsSpan(_at, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value)) Byte(value);
                _at = Math.Min(_at + 2, _from.Length);
                break;
            case '*':
                _isOptional = true;
                break;
            case '~':
                Text("\u00a0");
                break;
            case '_':
                Text("-");
                break;
            case '\r' or '\n':
                Text("\n");
                break;
            case '\\' or '{' or '}':
                Byte((byte)c);
                break;
        }
    }

    private void Word(char first)
    {
        var word = new StringBuilder().Append(first);
        while (_at < _from.Length && char.IsAsciiLetter((char)_from[_at]))
        {
            if (word.Length < LongestWord) word.Append((char)_from[_at]);
            _at++;
        }

        var start = _at;
        if (_at < _from.Length && _from[_at] == '-') _at++;
        while (_at < _from.Length && char.IsAsciiDigit((char)_from[_at])) _at++;
        int? number = int.TryParse(_from.AsSpan(start, _at - start), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var parsed) ? parsed : null;
        if (_at < _from.Length && _from[_at] == ' ') _at++;
        var isOptional = _isOptional;
        _isOptional = false;
        Apply(word.ToString(), number, isOptional);
    }

    private void Apply(string word, int? number, bool isOptional)
    {
        if (word != "u") Flush();
        if (RtfWords.TextOf(word) is { } text)
        {
            Text(text);
            return;
        }

        switch (word)
        {
            case "u" when number is { } code:
                Flush();
                Text(((char)(ushort)code).ToString());
                _standIns = _group.StandIns;
                break;
            case "uc":
                _group.StandIns = Math.Clamp(number ?? 1, 0, 10);
                break;
            case "bin":
                _at = (int)Math.Min((long)_at + Math.Max(number ?? 0, 0), _from.Length);
                break;
            case "ansicpg" when number is { } page:
                _usual = _group.Encoding = Charsets.OfPage(page);
                break;
            case "fonttbl":
                _group.IsFontTable = true;
                break;
            case "f" when number is { } font:
                _group.Font = font;
                if (!_group.IsFontTable) _group.Encoding = _fonts.GetValueOrDefault(font, _usual);
                break;
            case "fcharset" when _group.IsFontTable && _fonts.Count < MostFonts && RtfWords.PageOf(number ?? 0) is { } page:
                _fonts[_group.Font] = Charsets.OfPage(page);
                break;
            case "fromhtml":
                _isHtml = number != 0;
                break;
            case "htmlrtf":
                _group.IsRendered = number != 0;
                break;
            case "htmltag":
                _group.IsRendered = false;
                _group.IsSkipped |= !_isHtml;
                break;
            default:
                _group.IsSkipped |= isOptional || RtfWords.Hides(word);
                break;
        }
    }

    /// <summary>A byte of the text: it may be half of a character.</summary>
    private void Byte(byte value)
    {
        if (_standIns > 0) _standIns--;
        else if (IsShown) _pending.Add(value);
    }

    private void Text(string text)
    {
        Flush();
        if (IsShown) _to.Append(text);
    }

    private void Flush()
    {
        if (_pending.Count == 0) return;
        _to.Append(_group.Encoding.GetString(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_pending)));
        _pending.Clear();
    }
}
