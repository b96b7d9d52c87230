using System.Security.Cryptography;
using System.Text;

namespace Hub.Channels.Twilio;

/// <summary>
/// Whether Twilio made a call (www.twilio.com/docs/usage/security#validating-requests): HMAC-SHA1 with the auth token over the URL and, of a form,
/// its fields in order of their names; of any other body the URL names the SHA-256. The URL counts with its port and without, because
/// Twilio is not of one mind about it. Never throws.
/// </summary>
internal sealed class TwilioSignature(IEnumerable<string> authTokens)
{
    public const string Header = "X-Twilio-Signature";

    private const string BodyHash = "bodySHA256=";

    private readonly byte[][] _keys = [.. authTokens.Select(Encoding.UTF8.GetBytes)];

    /// <summary>Whether the signature is that of one of the accounts.</summary>
    /// <param name="url">The URL as the provider knows it.</param>
    /// <param name="signature">The header's value, or null.</param>
    /// <param name="fields">The fields of a form; null where the body is none.</param>
    /// <param name="body">The raw body.</param>
    public bool IsGenuine(string url, string? signature, IReadOnlyList<KeyValuePair<string, string>>? fields, ReadOnlySpan<byte> body)
    {
        Span<byte> given = stackalloc byte[HMACSHA1.HashSizeInBytes];
        if (string.IsNullOrEmpty(signature) || !Convert.TryFromBase64String(signature, given, out var length) || length != given.Length) return false;
        if (HashIn(url) is { } hash)
        {
            if (!IsHashOf(hash, body)) return false;
            fields = null;
        }
        else if (fields is null && body.Length > 0)
        {
            // nothing would vouch for the body
            return false;
        }

        var tail = Tail(fields);
        foreach (var variant in Variants(url))
            if (IsOfOneKey(Encoding.UTF8.GetBytes(variant + tail), given)) return true;
        return false;
    }

    private bool IsOfOneKey(byte[] signed, ReadOnlySpan<byte> given)
    {
        Span<byte> expected = stackalloc byte[HMACSHA1.HashSizeInBytes];
        var isGenuine = false;
        foreach (var key in _keys)
        {
#pragma warning disable CA5350 // the provider's scheme; HMAC with SHA-1 is not broken
            HMACSHA1.HashData(key, signed, expected);
#pragma warning restore CA5350
            isGenuine |= CryptographicOperations.FixedTimeEquals(expected, given);
        }

        return isGenuine;
    }

    /// <summary>Each name once with each of its values once, both in order.</summary>
    private static string Tail(IReadOnlyList<KeyValuePair<string, string>>? fields)
    {
        if (fields is null) return "";
        var sorted = fields.Distinct().OrderBy(field => field.Key, StringComparer.Ordinal).ThenBy(field => field.Value, StringComparer.Ordinal);
        var text = new StringBuilder();
        foreach (var (name, value) in sorted) text.Append(name).Append(value);
        return text.ToString();
    }

    private static IEnumerable<string> Variants(string url)
    {
        yield return url;
        var begin = url.IndexOf("://", StringComparison.Ordinal) + 3;
        if (begin < 3) yield break;
        var end = url.AsSpan(begin).IndexOfAny('/', '?', '#') is >= 0 and var found ? begin + found : url.Length;
        var host = Math.Max(begin, url.LastIndexOf('@', end - 1) + 1);
        var colon = url.LastIndexOf(':', end - 1);
        // the colons of an address of IPv6 stand within brackets
        if (colon > host && colon > url.LastIndexOf(']', end - 1)) yield return url[..colon] + url[end..];
        else yield return $"{url[..end]}:{(url.StartsWith("https", StringComparison.OrdinalIgnoreCase) ? "443" : "80")}{url[end..]}";
    }

    private static string? HashIn(string url)
    {
        var query = url.IndexOf('?', StringComparison.Ordinal);
        if (query < 0) return null;
        return url[(query + 1)..].Split('&').FirstOrDefault(part => part.StartsWith(BodyHash, StringComparison.Ordinal))?[BodyHash.Length..];
    }

    private static bool IsHashOf(string hex, ReadOnlySpan<byte> body) =>
        Convert.ToHexString(SHA256.HashData(body)).Equals(hex, StringComparison.OrdinalIgnoreCase);
}
