using System.Text;

namespace Hub.Channels.Mail.Mime.Reading;

/// <summary>
/// Reads lists of addresses (RFC 5322 section 3.4, with groups, comments and the obsolete routes of section 4.4). The address is taken
/// before anything is decoded, so that nothing encoded can become one.
/// </summary>
internal sealed class AddressReader(string raw)
{
    private readonly StringBuilder _name = new();
    private readonly StringBuilder _written = new();
    private readonly List<MailAddress> _found = [];
    private string? _angle;
    private string? _comment;
    private string? _quoted;
    private int _at;
    private bool _hasAt;

    /// <summary>The list had more addresses than are read.</summary>
    public bool HasMore { get; private set; }

    /// <summary>Something in it can be understood in more than one way.</summary>
    public bool IsAmbiguous { get; private set; }

    /// <summary>The mailboxes, those of groups included; what has no address is left out.</summary>
    public IReadOnlyList<MailAddress> Read()
    {
        while (_at < raw.Length && !HasMore)
        {
            switch (raw[_at])
            {
                case ',' or ';':
                    _at++;
                    Complete();
                    break;
                case ':':
                    _at++;
                    Colon();
                    break;
                case '"':
                    Quoted();
                    break;
                case '(':
                    var end = Comment.End(raw, _at);
                    _comment ??= raw[(_at + 1)..Math.Max(_at + 1, end - 1)].Trim();
                    _at = end;
                    break;
                case '<':
                    if (_angle is not null) Second();
                    Angle();
                    break;
                default:
                    Character(raw[_at++]);
                    break;
            }
        }
        if (!HasMore) Complete();
        return _found;
    }

    private void Character(char value)
    {
        if (value is not (' ' or '\t') || _name.Length == 0 || _name[^1] != ' ') _name.Append(value == '\t' ? ' ' : value);
        _written.Append(value);
        if (value != '@') return;
        _hasAt = true;
        // an address beside one in angle brackets is a name in front of it, and a second sender behind it
        if (_angle is not null) IsAmbiguous = true;
    }

    /// <summary>After a phrase a group begins; after an address it is an attempt to have two readers see two senders.</summary>
    private void Colon()
    {
        if (_angle is not null || _hasAt) Second();
        Clear();
    }

    private void Second()
    {
        IsAmbiguous = true;
        Complete();
    }

    /// <summary>A quoted string: a name, or where an at sign follows at once the local part of an address.</summary>
    private void Quoted()
    {
        var start = _at++;
        var text = new StringBuilder();
        while (_at < raw.Length && raw[_at] != '"')
        {
            if (raw[_at] == '\\' && _at + 1 < raw.Length) _at++;
            text.Append(raw[_at++]);
        }
        _at = Math.Min(_at + 1, raw.Length);
        if (_at < raw.Length && raw[_at] == '@')
        {
            _written.Append(raw, start, _at - start);
            return;
        }
        if (_name.Length > 0 && _name[^1] != ' ') _name.Append(' ');
        _name.Append(text).Append(' ');
        _written.Append(' ');
        _quoted ??= text.ToString();
    }

    private void Angle()
    {
        var text = new StringBuilder();
        _at++;
        while (_at < raw.Length && raw[_at] is not ('>' or '<'))
        {
            if (raw[_at] == '(')
            {
                _at = Comment.End(raw, _at);
                continue;
            }
            if (raw[_at] == '"')
            {
                var close = raw.IndexOf('"', _at + 1);
                var length = (close < 0 ? raw.Length : close + 1) - _at;
                text.Append(raw, _at, length);
                _at += length;
                continue;
            }
            if (!char.IsWhiteSpace(raw[_at])) text.Append(raw[_at]);
            _at++;
        }
        if (_at < raw.Length && raw[_at] == '>') _at++;
        _angle = WithoutRoute(text.ToString());
    }

    private static string WithoutRoute(string address)
    {
        var colon = address.StartsWith('@') ? address.IndexOf(':', StringComparison.Ordinal) : -1;
        return address[(colon + 1)..];
    }

    /// <summary>Takes what was read since the last comma as a mailbox.</summary>
    private void Complete()
    {
        var address = _angle;
        var name = _name.ToString();
        if (address is null) (address, name) = Bare();

        if (address.Length > 0)
        {
            if (IsUsable(address)) Add(address, name);
            else IsAmbiguous = true;
        }
        Clear();
    }

    private void Add(string address, string name)
    {
        if (_found.Count == MimeLimits.MaxAddresses)
        {
            HasMore = true;
            return;
        }
        name = name.AsSpan().Trim().IsEmpty ? _comment ?? "" : name;
        name = HeaderText.OneLine(EncodedWords.Decode(name)).Trim();
        _found.Add(new MailAddress(name.Length == 0 ? null : name, address));
    }

    /// <summary>An address without angle brackets: blanks around its dots are of the obsolete form, words before it are a name.</summary>
    private (string Address, string Name) Bare()
    {
        if (!_hasAt) return ("", "");
        var written = _written.ToString().Trim();
        if (written.StartsWith('"')) return (written, "");
        var words = written.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (words.Count(word => word.Contains('@', StringComparison.Ordinal)) > 1) IsAmbiguous = true;
        if (words.Length == 1 || IsSpacedOut(words)) return (string.Concat(words), _quoted ?? "");
        var address = Array.Find(words, word => word.Contains('@', StringComparison.Ordinal))!;
        return (address.Trim('<', '>'), _quoted ?? string.Join(' ', words.Where(word => word != address)));
    }

    /// <summary>Every blank of it is beside a dot or the at sign.</summary>
    private static bool IsSpacedOut(string[] words)
    {
        for (var i = 1; i < words.Length; i++)
            if (words[i - 1][^1] is not ('.' or '@') && words[i][0] is not ('.' or '@')) return false;
        return true;
    }

    private static bool IsUsable(string address) =>
        address.Length <= MimeLimits.MaxAddressChars
        && !address.AsSpan().ContainsAnyInRange('\0', '\u001f') && !address.Contains('\u007f')
        && !(address[0] == '"' ? address.AsSpan(address.LastIndexOf('"')) : address).Contains(' ');

    private void Clear()
    {
        _name.Clear();
        _written.Clear();
        _angle = null;
        _comment = null;
        _quoted = null;
        _hasAt = false;
    }
}
