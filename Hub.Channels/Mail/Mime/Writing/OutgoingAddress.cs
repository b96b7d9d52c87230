using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using System.Text;

namespace Hub.Channels.Mail.Mime.Writing;

/// <summary>
/// One address in the form in which it leaves: the local part quoted where it must be (RFC 5321 section 4.1.2), the domain in A-labels
/// (RFC 5890). Anything that is not exactly one mailbox is refused: white space, control characters, lists, groups, routes, comments.
/// </summary>
public sealed record OutgoingAddress
{
    /// <summary>The longest address in octets: a path of 256 without its angle brackets (RFC 5321 section 4.5.3.1.3).</summary>
    public const int MaxLength = 254;

    private const string AtomSpecials = "!#$%&'*+-/=?^_`{|}~";
    private static readonly IdnMapping Idn = new() { UseStd3AsciiRules = true };

    private OutgoingAddress(string local, string domain) => (Local, Domain) = (local, domain);

    /// <summary>The local part, quoted where it must be.</summary>
    public string Local { get; }

    /// <summary>The domain in ASCII, or an address literal.</summary>
    public string Domain { get; }

    /// <summary>Whether it needs a server that offers SMTPUTF8 (RFC 6531): its local part is not ASCII.</summary>
    public bool NeedsUtf8 => !Ascii.IsValid(Local);

    /// <summary>Reads an address.</summary>
    /// <exception cref="ArgumentException">It is not exactly one mailbox. The message does not repeat it.</exception>
    public static OutgoingAddress Parse(string address) => TryParse(address, out var parsed)
        ? parsed
        : throw new ArgumentException("An address is not exactly one mailbox of the form local@domain.", nameof(address));

    /// <summary>Reads an address; false when it is not exactly one mailbox.</summary>
    public static bool TryParse(string? address, [NotNullWhen(true)] out OutgoingAddress? parsed)
    {
        parsed = null;
        if (address is null || address.LastIndexOf('@') is not (> 0 and var at)) return false;
        if (LocalOf(address[..at]) is not { } local || DomainOf(address[(at + 1)..]) is not { } domain) return false;
        parsed = new OutgoingAddress(local, domain);
        return Encoding.UTF8.GetByteCount(parsed.ToString()) <= MaxLength;
    }

    /// <summary>The address as it is written between angle brackets.</summary>
    public override string ToString() => $"{Local}@{Domain}";

    private static string? LocalOf(string text)
    {
        if (text.StartsWith('"')) return IsQuoted(text) ? text : null;
        if (!text.EnumerateRunes().All(rune => rune.Value == '.' || IsAtom(rune))) return null;
        // dots at an end or side by side are in use, though only a quoted string may have them
        var dotted = text.StartsWith('.') || text.EndsWith('.') || text.Contains("..", StringComparison.Ordinal);
        return dotted ? $"\"{text}\"" : text;
    }

    private static bool IsQuoted(string text)
    {
        if (text.Length < 2 || !text.EndsWith('"')) return false;
        var inside = text.AsSpan(1, text.Length - 2);
        for (var i = 0; i < inside.Length; i++)
        {
            if (inside[i] is < ' ' or > '~' or '"') return false;
            if (inside[i] != '\\') continue;
            if (++i == inside.Length || inside[i] is < ' ' or > '~') return false;
        }

        return true;
    }

    private static bool IsAtom(Rune rune) => rune.IsAscii
        ? char.IsAsciiLetterOrDigit((char)rune.Value) || AtomSpecials.Contains((char)rune.Value, StringComparison.Ordinal)
        : rune != Rune.ReplacementChar && (Rune.IsLetterOrDigit(rune) || Rune.IsSymbol(rune) || Rune.IsPunctuation(rune) || IsMark(rune));

    private static bool IsMark(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

    private static string? DomainOf(string text)
    {
        if (text.StartsWith('[')) return IsLiteral(text) ? text : null;
        if (!Ascii.IsValid(text))
        {
            try
            {
                text = Idn.GetAscii(text);
            }
            catch (ArgumentException)
            {
                return null;
            }
        }

        return text.Split('.').All(IsLabel) ? text : null;
    }

    /// <summary>Letters, digits and hyphens; underscores occur in practice.</summary>
    private static bool IsLabel(string label) =>
        label.Length is > 0 and <= 63 && label[0] != '-' && label[^1] != '-'
        && label.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');

    private static bool IsLiteral(string text)
    {
        const string version6 = "[IPv6:";
        if (!text.EndsWith(']')) return false;
        var prefix = text.StartsWith(version6, StringComparison.OrdinalIgnoreCase) ? version6.Length : 1;
        var inside = text[prefix..^1];
        return inside.All(c => char.IsAsciiHexDigit(c) || c is '.' or ':')
            && inside.Contains(':', StringComparison.Ordinal) == prefix > 1
            && (prefix > 1 || inside.Count(c => c == '.') == 3)
            && IPAddress.TryParse(inside, out _);
    }
}
