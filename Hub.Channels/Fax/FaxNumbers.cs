using Hub.Core.Contacts;

namespace Hub.Channels.Fax;

/// <summary>Brings the numbers that gateways write to E.164.</summary>
/// <param name="country">The country code that numbers without one belong to; empty where it is not known.</param>
internal sealed class FaxNumbers(string country)
{
    /// <summary>The longest number of most countries without its country code: what is longer bears one.</summary>
    private const int LongestNational = 10;

    private const string Separators = " -./()";

    /// <summary>The number in E.164, or null where the text is none.</summary>
    public string? Canonical(string? text)
    {
        if (text is null) return null;
        if (ContactAddress.Canonical(PointKinds.Phone, text) is { } complete) return complete;
        if (country.Length == 0) return null;
        var digits = string.Concat(text.Where(letter => !Separators.Contains(letter, StringComparison.Ordinal)));
        if (digits.Length < 5 || !digits.All(char.IsAsciiDigit)) return null;
        var national = digits.StartsWith('0') ? digits[1..] : digits;
        return ContactAddress.Canonical(PointKinds.Phone, digits.Length > LongestNational && national == digits ? "+" + digits : $"+{country}{national}");
    }
}
