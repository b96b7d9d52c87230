using System.Net;
using System.Text;
using Hub.Core.Channels;

namespace Hub.Channels.Twilio;

/// <summary>The form of a webhook. Reading it never throws, whatever it holds: it is read before it is known whose it is.</summary>
internal sealed class TwilioFields
{
    private const string FormType = "application/x-www-form-urlencoded";

    private readonly List<KeyValuePair<string, string>> _all;
    private readonly Dictionary<string, string> _first = new(StringComparer.Ordinal);

    private TwilioFields(List<KeyValuePair<string, string>> all)
    {
        _all = all;
        foreach (var (name, value) in all) _first.TryAdd(name, value);
    }

    /// <summary>Every field, in order, repeated ones too.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> All => _all;

    /// <summary>The first value of each.</summary>
    public IReadOnlyDictionary<string, string> First => _first;

    /// <summary>A field's first value, or null.</summary>
    public string? this[string name] => _first.GetValueOrDefault(name);

    /// <summary>The fields of a body; null where it is no form.</summary>
    public static TwilioFields? Read(WebhookRequest request)
    {
        var type = Header(request, "Content-Type") ?? "";
        if (!type.AsSpan().Trim().StartsWith(FormType, StringComparison.OrdinalIgnoreCase)) return null;
        var fields = new List<KeyValuePair<string, string>>();
        foreach (var pair in Encoding.UTF8.GetString(request.Body.Span).Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = pair.IndexOf('=', StringComparison.Ordinal);
            var (name, value) = equals < 0 ? (pair, "") : (pair[..equals], pair[(equals + 1)..]);
            fields.Add(KeyValuePair.Create(WebUtility.UrlDecode(name), WebUtility.UrlDecode(value)));
        }

        return new TwilioFields(fields);
    }

    /// <summary>A header's value; names are compared without case.</summary>
    public static string? Header(WebhookRequest request, string name) => request.Headers.TryGetValue(name, out var value)
        ? value
        : request.Headers.FirstOrDefault(header => header.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;
}
