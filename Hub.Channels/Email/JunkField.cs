using System.Buffers;
using System.Globalization;
using System.IO.Enumeration;
using Hub.Channels.Mail.Mime.Reading;

namespace Hub.Channels.Email;

/// <summary>A field by which a mail server says that a mail is junk, and with what value.</summary>
internal sealed record JunkField
{
    private const string From = ">=";
    private const int LongestValue = 4000;

    private static readonly SearchValues<char> OfNumbers = SearchValues.Create("+-.0123456789");

    private JunkField()
    {
    }

    /// <summary>The field's name.</summary>
    public required string Name { get; init; }

    /// <summary>The value, <c>*</c> standing for anything; null where it is a number.</summary>
    public string? Pattern { get; private init; }

    /// <summary>The least number that says so.</summary>
    public decimal Least { get; private init; }

    /// <summary>Reads <c>Name: value</c>; null where it is none.</summary>
    public static JunkField? Parse(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        if (colon < 1 || !text.AsSpan(0, colon).TrimEnd().ToString().All(letter => letter is > ' ' and <= '~')) return null;
        var (name, value) = (text[..colon].TrimEnd(), text[(colon + 1)..].Trim());
        if (value.Length == 0 || value.Any(char.IsControl)) return null;
        if (!value.StartsWith(From, StringComparison.Ordinal)) return new JunkField { Name = name, Pattern = value };
        return decimal.TryParse(value.AsSpan(From.Length), NumberStyles.Number, CultureInfo.InvariantCulture, out var least)
            ? new JunkField { Name = name, Least = least }
            : null;
    }

    /// <summary>Whether the mail bears it. A sender's own beside the server's can only condemn the sender's mail, so any of them counts.</summary>
    public bool IsOn(HeaderFields headers) => headers.All(Name).Any(field => Matches(field.Raw.Trim()));

    private bool Matches(string value)
    {
        var text = value.Length <= LongestValue ? value : value[..LongestValue];
        if (Pattern is not null) return FileSystemName.MatchesSimpleExpression(Pattern, text, ignoreCase: true);
        var end = text.AsSpan().IndexOfAnyExcept(OfNumbers);
        return decimal.TryParse(end < 0 ? text : text.AsSpan(0, end), NumberStyles.Number, CultureInfo.InvariantCulture, out var number) && number >= Least;
    }
}
