using System.Globalization;
using System.Text.RegularExpressions;
using Hub.Channels.Mail.Mime.Reading;
using Hub.Core.Html;

namespace Hub.Channels.Fax;

/// <summary>How a kind of gateway writes its mails. A mail is one of it when one of the patterns of the subject matches, or, where a profile has none,
/// any of the others; of each thing the first that is read counts.</summary>
internal sealed class FaxProfile(string name, IReadOnlyList<FaxPattern> patterns)
{
    private const int MostText = 20_000;
    private const int MostPages = 9999;

    /// <summary>What telephone networks and machines say when they do not say who it is.</summary>
    private static readonly string[] Nobody = ["anonymous", "unknown", "<unknown>", "unavailable", "private", "withheld", "restricted", "unbekannt", "none", "-"];

    private static readonly string[] Times = ["yyyy':'MM':'dd HH':'mm':'ss 'UTC'", "yyyy'-'MM'-'dd HH':'mm':'ss", "yyyy'-'MM'-'dd'T'HH':'mm':'ssK"];

    private readonly bool _hasSubject = patterns.Any(pattern => pattern.IsOf(FaxPattern.Subject));

    /// <summary>What a mail says, or null where it is none of this profile.</summary>
    public FaxMail? Read(ReceivedMail mail)
    {
        var found = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var isKnown = false;
        var body = BodyOf(mail);
        try
        {
            foreach (var pattern in patterns)
            {
                if (Text(mail, pattern, body) is not { } text || pattern.Read(text) is not { } groups) continue;
                isKnown |= !_hasSubject || pattern.IsOf(FaxPattern.Subject);
                foreach (var (group, value) in groups)
                    if (value.Length > 0) found.TryAdd(group, value);
            }
        }
        catch (RegexMatchTimeoutException)
        {
            return null;
        }

        return isKnown ? Fax(found) : null;
    }

    private FaxMail Fax(Dictionary<string, string> found) => new()
    {
        Profile = name,
        Caller = Somebody(found, "caller"),
        Station = Somebody(found, "station"),
        Name = Somebody(found, "name"),
        Called = Somebody(found, "called"),
        Pages = int.TryParse(found.GetValueOrDefault("pages"), NumberStyles.None, CultureInfo.InvariantCulture, out var pages) && pages <= MostPages ? pages : null,
        Quality = found.GetValueOrDefault("quality"),
        At = DateTimeOffset.TryParseExact(
            found.GetValueOrDefault("at"), Times, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at) ? at : null,
        IsFailed = found.ContainsKey("failed"),
        IsPartial = found.ContainsKey("partial"),
        Error = found.GetValueOrDefault("error"),
    };

    private static string? Somebody(Dictionary<string, string> found, string group) =>
        found.TryGetValue(group, out var value) && !Nobody.Contains(value, StringComparer.OrdinalIgnoreCase) ? value : null;

    private static string? Text(ReceivedMail mail, FaxPattern pattern, string body) =>
        pattern.IsOf(FaxPattern.Body) ? body
        : pattern.IsOf(FaxPattern.Subject) ? mail.Subject?.Trim() ?? ""
        : mail.Headers.Find(pattern.Field)?.Text.Trim();

    private static string BodyOf(ReceivedMail mail)
    {
        var text = mail.Text ?? (mail.Html is null ? "" : HtmlText.ToText(mail.Html));
        return text.Length <= MostText ? text : text[..MostText];
    }
}
