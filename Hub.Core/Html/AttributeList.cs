using System.Collections.Frozen;
using System.Globalization;

namespace Hub.Core.Html;

/// <summary>
/// The attributes that stay, and their values. Not among them: event handlers, id, name and class (they would reach into the page around),
/// everything that loads or sends. Links and pictures are written by <see cref="MarkupSink"/>.
/// </summary>
internal static class AttributeList
{
    private const string TableElements = "table thead tbody tfoot tr td th col colgroup caption";

    private static readonly CssProperty FontNames = new() { HasNames = true };

    private static readonly FrozenDictionary<string, AttributeRule> Rules = new Dictionary<string, AttributeRule>
    {
        ["style"] = new(null, CssFilter.Clean),
        ["dir"] = new(null, OneOf("ltr rtl auto")),
        ["lang"] = new(null, v => v.Length is > 0 and <= 35 && v.All(c => char.IsAsciiLetterOrDigit(c) || c == '-') ? v : null),
        ["title"] = new(Set("abbr acronym dfn img td th span time"), Text),
        ["alt"] = new(Set("img"), Text),
        ["align"] = new(Set(TableElements + " div p h1 h2 h3 h4 h5 h6 img hr"), OneOf("left right center justify top middle bottom")),
        ["valign"] = new(Set(TableElements), OneOf("top middle bottom baseline")),
        ["width"] = new(Set(TableElements + " img hr"), Length),
        ["height"] = new(Set("table tr td th img"), Length),
        ["border"] = new(Set("table img"), Number(0, 20)),
        ["cellpadding"] = new(Set("table"), Number(0, 100)),
        ["cellspacing"] = new(Set("table"), Number(0, 100)),
        ["bgcolor"] = new(Set("table thead tbody tfoot tr td th"), Color),
        ["colspan"] = new(Set("td th"), Number(1, 100)),
        ["rowspan"] = new(Set("td th"), Number(1, 1000)),
        ["span"] = new(Set("col colgroup"), Number(1, 100)),
        ["nowrap"] = new(Set("td th"), _ => ""),
        ["scope"] = new(Set("th"), OneOf("row col rowgroup colgroup")),
        ["color"] = new(Set("font"), Color),
        ["face"] = new(Set("font"), v => new CssValue(FontNames).Clean(v)),
        ["size"] = new(Set("font"), v => v.Length <= 2 && v.TrimStart('+', '-') is [>= '1' and <= '7'] ? v : null),
        ["start"] = new(Set("ol"), Number(-99999, 99999)),
        ["value"] = new(Set("li"), Number(-99999, 99999)),
        ["reversed"] = new(Set("ol"), _ => ""),
        ["type"] = new(Set("ol ul li"), v => v is "1" or "a" or "A" or "i" or "I" ? v : OneOf("disc circle square")(v)),
        ["datetime"] = new(Set("time"), Text),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The value with which the attribute stays on that element; null if it goes.</summary>
    public static string? Clean(string element, string name, string value) =>
        Rules.TryGetValue(name, out var rule) && (rule.Elements is null || rule.Elements.Contains(element)) ? rule.Clean(value) : null;

    private static FrozenSet<string> Set(string names) => names.Split(' ').ToFrozenSet(StringComparer.Ordinal);

    private static Func<string, string?> OneOf(string words)
    {
        var set = Set(words);
        return value => value.Trim().ToLowerInvariant() is var word && set.Contains(word) ? word : null;
    }

    private static Func<string, string?> Number(int min, int max) => value =>
        int.TryParse(value.Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= min && number <= max
            ? number.ToString(CultureInfo.InvariantCulture)
            : null;

    private static string? Length(string value)
    {
        var text = value.Trim();
        if (text.EndsWith('%'))
            return Number(0, 100)(text[..^1]) is { } percent ? percent + "%" : null;
        return Number(0, 2000)(text.EndsWith("px", StringComparison.OrdinalIgnoreCase) ? text[..^2] : text);
    }

    private static string? Color(string value)
    {
        var text = value.Trim().ToLowerInvariant();
        var isWord = text.Length is > 2 and <= 24 && text.All(char.IsAsciiLetterLower) && !CssPropertyList.Invisible.Contains(text);
        var isHex = text.Length is 4 or 7 && text[0] == '#' && text.Skip(1).All(char.IsAsciiHexDigitLower);
        return isWord || isHex ? text : null;
    }

    private static string? Text(string value) => value.Length <= HtmlLimits.MaxAttributeChars ? value : null;
}
