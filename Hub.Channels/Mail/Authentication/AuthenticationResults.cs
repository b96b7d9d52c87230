using System.Text;
using Hub.Channels.Mail.Mime.Reading;

namespace Hub.Channels.Mail.Authentication;

/// <summary>
/// What our own mail server found out about a mail's sender (RFC 8601). Only the topmost field counts, and only if it bears that server's
/// name: the server puts its own in front of whatever a sender may have written below (section 5).
/// </summary>
public sealed class AuthenticationResults
{
    private const string Field = "Authentication-Results";

    /// <summary>More methods than any server tells of.</summary>
    private const int MostResults = 50;

    private readonly IReadOnlyList<MethodResult> _results;

    private AuthenticationResults(IReadOnlyList<MethodResult> results) => _results = results;

    /// <summary>Reads what the server of this name says.</summary>
    /// <param name="headers">The mail's fields.</param>
    /// <param name="server">The name (authserv-id) under which our server writes.</param>
    /// <returns>Null where it says nothing that can be read.</returns>
    public static AuthenticationResults? Of(HeaderFields headers, string server)
    {
        if (headers.Find(Field) is not { } field) return null;
        var parts = Plain(field.Raw).Split(';', MostResults + 2);
        if (!Names(parts[0].Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries), server)) return null;
        return new AuthenticationResults([.. parts.Skip(1).Take(MostResults).Select(MethodResult.Read).OfType<MethodResult>()]);
    }

    /// <summary>
    /// Whether the domain of the address in From answers for the mail: by DMARC, or where the server does not look at that, by a signature of
    /// that domain or one above it.
    /// </summary>
    /// <param name="address">The one address of From.</param>
    public bool Verifies(string address)
    {
        var domain = address[(address.LastIndexOf('@') + 1)..];
        if (_results.Any(result => result.Method == "dmarc"))
            return _results.Any(result => result is { Method: "dmarc", Passed: true } && Is(result["header.from"], domain));
        return _results.Any(result => result is { Method: "dkim", Passed: true } && Covers(DomainOf(result["header.d"] ?? result["header.i"]), domain));
    }

    /// <summary>The server's name, and perhaps the version of what follows, of which there is only 1.</summary>
    private static bool Names(string[] words, string server) =>
        (words is [_] or [_, "1"]) && words[0].Equals(server, StringComparison.OrdinalIgnoreCase);

    private static string? DomainOf(string? identity) => identity?[(identity.LastIndexOf('@') + 1)..];

    private static bool Is(string? named, string domain) => string.Equals(DomainOf(named), domain, StringComparison.OrdinalIgnoreCase);

    /// <summary>A name without a dot is nobody's own, and answers for nobody below it.</summary>
    private static bool Covers(string? signer, string domain) => Is(signer, domain)
        || (signer?.Contains('.', StringComparison.Ordinal) == true && domain.EndsWith("." + signer, StringComparison.OrdinalIgnoreCase));

    /// <summary>The text on one line without comments, and with nothing in its quoted strings that could be taken for structure.</summary>
    private static string Plain(string text)
    {
        var plain = new StringBuilder(text.Length);
        var isQuoted = false;
        for (var at = 0; at < text.Length; at++)
        {
            var letter = text[at];
            if (letter == '"') isQuoted = !isQuoted;
            else if (letter == '\\' && isQuoted) at++;
            else if (isQuoted) plain.Append(letter is ';' or '=' or ' ' or '\t' ? '_' : letter);
            else if (letter == '(') at = Comment.End(text, at) - 1;
            else plain.Append(letter);
        }

        return plain.ToString();
    }
}
