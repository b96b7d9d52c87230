using System.Globalization;
using System.Text.RegularExpressions;

namespace Hub.Core.Contacts;

/// <summary>
/// Brings an address to the one form under which it is stored and compared. Tags and dots of mail addresses stay: they may be another
/// person's. What is no address of its kind has no form.
/// </summary>
public static partial class ContactAddress
{
    /// <summary>The longest address kept, in UTF-16 units (RFC 5321 section 4.5.3.1: 64 + 1 + 255).</summary>
    public const int MaxLength = 320;

    private static readonly IdnMapping Idn = new() { AllowUnassigned = false, UseStd3AsciiRules = true };

    /// <summary>The canonical form, or null where the text is no address of this kind.</summary>
    public static string? Canonical(string kind, string address)
    {
        var text = address.Trim();
        if (text.Length is 0 or > MaxLength || text.Any(char.IsControl)) return null;
        return kind switch
        {
            PointKinds.Email => Email(text),
            PointKinds.Phone => Phone(text),
            PointKinds.Fax => Phone(text) ?? text,
            PointKinds.Telegram => TelegramUser().IsMatch(text) ? text : null,
            _ => text,
        };
    }

    /// <summary>The address without the tag that a mail address may bear (RFC 5233): what tells whether it is one of our own, and nothing else.</summary>
    public static string Untagged(string kind, string canonical)
    {
        var plus = kind == PointKinds.Email ? canonical.IndexOf('+') : -1;
        return plus < 1 ? canonical : canonical[..plus] + canonical[canonical.LastIndexOf('@')..];
    }

    private static string? Email(string text)
    {
        var at = text.LastIndexOf('@');
        if (at is < 1 or > 64 || !LocalPart().IsMatch(text.AsSpan(0, at))) return null;
        try
        {
            var domain = Idn.GetAscii(text[(at + 1)..]);
            return $"{text[..at].ToLowerInvariant()}@{domain.ToLowerInvariant()}";
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    /// <summary>E.164: a plus and 7 to 15 digits; the separators that people write are dropped.</summary>
    private static string? Phone(string text)
    {
        var digits = Separators().Replace(text, "");
        if (digits.StartsWith("00", StringComparison.Ordinal)) digits = "+" + digits[2..];
        return E164().IsMatch(digits) ? digits : null;
    }

    // RFC 5321 dot-string, with RFC 6531 letters; quoted local parts are not taken
    [GeneratedRegex(@"^[^\s""(),:;<>@\[\\\].]+(\.[^\s""(),:;<>@\[\\\].]+)*$")]
    private static partial Regex LocalPart();

    [GeneratedRegex(@"[\s\-./()]")]
    private static partial Regex Separators();

    // core.telegram.org/bots/api#user: at most 52 significant bits
    [GeneratedRegex("^[1-9][0-9]{0,15}$")]
    private static partial Regex TelegramUser();

    [GeneratedRegex(@"^\+[1-9][0-9]{6,14}$")]
    private static partial Regex E164();
}
