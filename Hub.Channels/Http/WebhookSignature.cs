using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Hub.Channels.Http;

/// <summary>
/// Signs and checks as Standard Webhooks 1.0 lays down (github.com/standard-webhooks): HMAC-SHA256 over <c>id.timestamp.body</c>, in base64
/// after <c>v1,</c>. The timestamp is in seconds.
/// </summary>
public sealed class WebhookSignature
{
    /// <summary>The header of the id by which a receiver knows a repetition.</summary>
    public const string IdHeader = "webhook-id";

    /// <summary>The header of the time of this attempt.</summary>
    public const string TimestampHeader = "webhook-timestamp";

    /// <summary>The header of the signatures, with spaces between them.</summary>
    public const string SignatureHeader = "webhook-signature";

    private const string Version = "v1,";
    private const string EncodedKey = "whsec_";
    private const long ToleranceSeconds = 300;
    private const int MaxIdLength = 200;

    private readonly byte[] _key;

    /// <summary>Signs and checks with a key.</summary>
    /// <param name="secret">The key: <c>whsec_</c> and base64, or any other text as its own UTF-8 bytes.</param>
    /// <exception cref="InvalidOperationException">It begins like an encoded key and is none.</exception>
    public WebhookSignature(string secret)
    {
        if (!secret.StartsWith(EncodedKey, StringComparison.Ordinal))
        {
            _key = Encoding.UTF8.GetBytes(secret);
            return;
        }

        try
        {
            _key = Convert.FromBase64String(secret[EncodedKey.Length..]);
        }
        catch (FormatException)
        {
            throw new InvalidOperationException("the webhook's secret begins with whsec_ but what follows is not base64");
        }
    }

    /// <summary>The value of the signature header.</summary>
    public string Sign(string id, long timestamp, ReadOnlySpan<byte> body) =>
        Version + Convert.ToBase64String(Compute(id, timestamp.ToString(CultureInfo.InvariantCulture), body));

    /// <summary>Whether one of the header's signatures is ours and of our time. Never throws, whatever the headers hold.</summary>
    public bool IsGenuine(IReadOnlyDictionary<string, string> headers, ReadOnlySpan<byte> body, DateTimeOffset now)
    {
        if (Find(headers, IdHeader) is not { Length: > 0 and <= MaxIdLength } id) return false;
        if (Find(headers, TimestampHeader) is not { } timestamp || Find(headers, SignatureHeader) is not { } signatures) return false;
        if (!long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)) return false;
        var present = now.ToUnixTimeSeconds();
        if (seconds < present - ToleranceSeconds || seconds > present + ToleranceSeconds) return false;

        var expected = Compute(id, timestamp, body);
        var genuine = false;
        foreach (var signature in signatures.Split(' ', StringSplitOptions.RemoveEmptyEntries)) genuine |= Matches(signature, expected);
        return genuine;
    }

    /// <summary>A header's value; names are compared without case.</summary>
    public static string? Find(IReadOnlyDictionary<string, string> headers, string name) =>
        headers.TryGetValue(name, out var value)
            ? value
            : headers.FirstOrDefault(header => header.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;

    private static bool Matches(string signature, byte[] expected)
    {
        if (!signature.StartsWith(Version, StringComparison.Ordinal)) return false;
        Span<byte> given = stackalloc byte[HMACSHA256.HashSizeInBytes];
        return Convert.TryFromBase64String(signature[Version.Length..], given, out var length)
            && CryptographicOperations.FixedTimeEquals(given[..length], expected);
    }

    private byte[] Compute(string id, string timestamp, ReadOnlySpan<byte> body)
    {
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, _key);
        hmac.AppendData(Encoding.UTF8.GetBytes($"{id}.{timestamp}."));
        hmac.AppendData(body);
        return hmac.GetHashAndReset();
    }
}
