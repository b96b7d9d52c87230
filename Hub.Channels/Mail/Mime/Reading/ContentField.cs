namespace Hub.Channels.Mail.Mime.Reading;

/// <summary>
/// A field of a value and parameters: Content-Type (RFC 2045 section 5.1), Content-Disposition (RFC 2183). Reads what programs really
/// write: missing semicolons and quotes, spaces in values, backslashes of paths.
/// </summary>
internal sealed class ContentField
{
    private const int MaxParameters = 100;
    private readonly List<(string Name, string Value)> _parameters = [];

    private ContentField(string value) => Value = value;

    /// <summary>The value in lower case, without spaces and comments.</summary>
    public string Value { get; }

    /// <summary>The value of a parameter, decoded: RFC 2231 in one piece, then in several, then plain.</summary>
    public string? Parameter(string name)
    {
        if (Find($"{name}*") is { } whole) return ExtendedValue.Decode([(whole, true)]);
        var pieces = new List<(string Text, bool Encoded)>();
        while (Piece(name, pieces.Count) is { } piece) pieces.Add(piece);
        if (pieces.Count > 0) return ExtendedValue.Decode(pieces);
        return Find(name) is { } plain ? EncodedWords.Decode(plain) : null;
    }

    /// <summary>The value of a parameter as it is written.</summary>
    public string? Find(string name)
    {
        foreach (var parameter in _parameters)
            if (parameter.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) return parameter.Value;
        return null;
    }

    /// <summary>Reads a value of one line.</summary>
    public static ContentField Parse(string raw)
    {
        var end = ValueEnd(raw);
        var field = new ContentField(Compact(raw.AsSpan(0, end)));
        while (end < raw.Length && field._parameters.Count < MaxParameters) end = field.ReadParameter(raw, end);
        return field;
    }

    private (string Text, bool Encoded)? Piece(string name, int number) =>
        Find(string.Create(null, $"{name}*{number}*")) is { } encoded ? (encoded, true)
        : Find(string.Create(null, $"{name}*{number}")) is { } plain ? (plain, false)
        : null;

    /// <summary>Up to the first semicolon; where that is missing, up to the name before the first equals sign.</summary>
    private static int ValueEnd(string raw)
    {
        var end = raw.AsSpan().IndexOfAny(';', '=');
        if (end < 0) return raw.Length;
        if (raw[end] == ';') return end;
        var gap = raw.AsSpan(0, end).TrimEnd().LastIndexOfAny(' ', '\t', ',');
        return Math.Max(gap, 0);
    }

    private static string Compact(ReadOnlySpan<char> value)
    {
        var comment = value.IndexOf('(');
        if (comment >= 0) value = value[..comment];
        value = value.Trim(" \t\"'");
        return value.ContainsAny(" \t\"")
            ? value.ToString().Replace(" ", "", StringComparison.Ordinal).Replace("\t", "", StringComparison.Ordinal)
                .Replace("\"", "", StringComparison.Ordinal).ToLowerInvariant()
            : value.ToString().ToLowerInvariant();
    }

    private int ReadParameter(string raw, int at)
    {
        while (at < raw.Length && raw[at] is ';' or ' ' or '\t' or ',') at++;
        if (at < raw.Length && raw[at] == '(') return Comment.End(raw, at);
        var length = raw.AsSpan(at).IndexOfAny('=', ';');
        if (length < 0) return raw.Length;
        var name = raw.AsSpan(at, length).Trim();
        at += length;
        if (raw[at] == ';') return at;

        at++;
        while (at < raw.Length && raw[at] is ' ' or '\t') at++;
        at = at < raw.Length && raw[at] == '"' ? ReadQuoted(raw, at + 1, out var value) : ReadToken(raw, at, out value);
        if (!name.IsEmpty) _parameters.Add((name.ToString(), value));
        return at;
    }

    /// <summary>To the closing quote. A backslash quotes only a quote or itself: most others are of Windows paths.</summary>
    private static int ReadQuoted(string raw, int at, out string value)
    {
        var text = new System.Text.StringBuilder();
        while (at < raw.Length && raw[at] != '"')
        {
            if (raw[at] == '\\' && at + 1 < raw.Length && raw[at + 1] is '"' or '\\') at++;
            text.Append(raw[at++]);
        }
        value = text.ToString();
        var rest = raw.AsSpan(Math.Min(at + 1, raw.Length));
        return raw.Length - rest.TrimStart().Length;
    }

    /// <summary>To the semicolon, spaces included.</summary>
    private static int ReadToken(string raw, int at, out string value)
    {
        var length = raw.AsSpan(at).IndexOf(';');
        var end = length < 0 ? raw.Length : at + length;
        var text = raw.AsSpan(at, end - at);
        var comment = text.IndexOf(" (");
        value = (comment < 0 ? text : text[..comment]).Trim().ToString();
        return end;
    }
}
