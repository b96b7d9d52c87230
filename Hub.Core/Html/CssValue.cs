using System.Globalization;
using System.Text;

namespace Hub.Core.Html;

/// <summary>
/// Reads one CSS value: words, numbers, colours and font names, separated by spaces, commas or a slash. Anything else (escapes, comments,
/// url(), expression(), var(), unknown units) makes the whole value invalid. One pass, no regular expressions.
/// </summary>
internal sealed class CssValue(CssProperty property)
{
    private readonly StringBuilder _clean = new();
    private string _value = "";
    private int _at;

    /// <summary>The value in canonical form; null if it is not allowed.</summary>
    public string? Clean(string value)
    {
        _value = WithoutImportant(value);
        for (var parts = 0; SkipSpace(); parts++)
            if (parts == HtmlLimits.MaxValueParts || !ReadPart())
                return null;
        return _clean.Length > 0 && _clean[^1] is not (',' or '/') ? _clean.ToString() : null;
    }

    private static string WithoutImportant(string value)
    {
        var mark = value.IndexOf('!', StringComparison.Ordinal);
        return mark >= 0 && value.AsSpan(mark + 1).Trim().Equals("important", StringComparison.OrdinalIgnoreCase) ? value[..mark] : value;
    }

    private bool SkipSpace()
    {
        while (_at < _value.Length && _value[_at] is ' ' or '\t' or '\n' or '\r' or '\f')
            _at++;
        return _at < _value.Length;
    }

    private bool ReadPart()
    {
        var c = _value[_at];
        if (c is ',' or '/')
            return ReadSeparator(c);
        if (c == '#')
            return ReadHexColor();
        if (char.IsAsciiDigit(c) || c is '.' or '+')
            return ReadNumber();
        return c is '"' or '\'' ? ReadQuoted(c) : ReadWord();
    }

    private bool ReadSeparator(char separator)
    {
        _at++;
        if (_clean.Length == 0 || _clean[^1] is ',' or '/' || (separator == '/' && !property.HasNames))
            return false;
        _clean.Append(separator);
        return true;
    }

    private bool ReadHexColor()
    {
        var digits = TakeWhile(1, char.IsAsciiHexDigit);
        return (digits.Length is 3 or 6 || (!property.IsOpaque && digits.Length is 4 or 8)) && Add("#" + digits.ToLowerInvariant());
    }

    private bool ReadNumber()
    {
        var digits = TakeWhile(_value[_at] == '+' ? 1 : 0, c => char.IsAsciiDigit(c) || c == '.');
        var unit = TakeWhile(0, c => char.IsAsciiLetter(c) || c == '%').ToLowerInvariant();
        if (digits.Length > 10 || !double.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
            return false;
        return IsWithin(number, unit) && Add(number.ToString("0.####", CultureInfo.InvariantCulture) + unit);
    }

    private bool IsWithin(double number, string unit)
    {
        if (unit == "%")
            return number <= property.MaxPercent && number * 16 / 100 >= property.MinPx;
        if (unit.Length == 0)
            return (number == 0 || number <= property.MaxNumber) && number * 16 >= property.MinPx;
        double? px = unit switch
        {
            "px" => number,
            "pt" => number * 4 / 3,
            "em" or "rem" or "pc" => number * 16,
            "ex" or "ch" => number * 8,
            "in" => number * 96,
            "cm" => number * 37.8,
            "mm" => number * 3.78,
            _ => null,
        };
        return px >= property.MinPx && px <= property.MaxPx;
    }

    private bool ReadQuoted(char quote)
    {
        var name = TakeWhile(1, c => c != quote);
        _at++;
        return property.HasNames && name.Length > 0 && name.All(IsNameChar) && name.Trim() is { Length: > 0 } trimmed
            && Add("'" + trimmed + "'");
    }

    private bool ReadWord()
    {
        var word = TakeWhile(0, c => char.IsAsciiLetterOrDigit(c) || c == '-' || (property.HasNames && char.IsLetter(c)));
        if (word.Length == 0 || !char.IsLetter(word[0]))
            return false;
        if (_at < _value.Length && _value[_at] == '(')
            return ReadColorFunction(word.ToLowerInvariant());
        if (property.HasNames)
            return Add(word);
        word = word.ToLowerInvariant();
        if (property.IsOpaque && CssPropertyList.Invisible.Contains(word))
            return false;
        return (property.Words is null || property.Words.Contains(word)) && Add(word);
    }

    private bool ReadColorFunction(string name)
    {
        if (name is not ("rgb" or "rgba" or "hsl" or "hsla"))
            return false;
        var inner = TakeWhile(1, c => c != ')');
        _at++;
        var parts = inner.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries);
        var isColor = parts.Length is 3 || (parts.Length == 4 && !property.IsOpaque);
        return isColor && parts.All(IsColorPart) && Add(name + "(" + string.Join(',', parts) + ")");
    }

    private static bool IsColorPart(string part) =>
        part.Length <= 6 && char.IsAsciiDigit(part.TrimEnd('%') is [.., var last] ? last : ' ')
        && part.All(c => char.IsAsciiDigit(c) || c is '.' or '%');

    private static bool IsNameChar(char c) => char.IsLetterOrDigit(c) || c is ' ' or '-' or '_';

    private string TakeWhile(int skip, Func<char, bool> belongs)
    {
        _at += skip;
        var start = _at;
        while (_at < _value.Length && belongs(_value[_at]))
            _at++;
        return _value[start.._at];
    }

    private bool Add(string part)
    {
        if (_clean.Length > 0 && _clean[^1] is not (',' or '/'))
            _clean.Append(' ');
        _clean.Append(part);
        return true;
    }
}
