using System.Security.Cryptography;
using System.Text;

namespace Hub.Host.Sandboxes.Twilio;

/// <summary>Calls webhooks as Twilio does: signed over the URL and the form (www.twilio.com/docs/usage/security#validating-requests).</summary>
internal sealed class TwilioSandboxCaller(string authToken) : IDisposable
{
    private readonly byte[] _key = Encoding.UTF8.GetBytes(authToken);

    private readonly HttpClient _client = new(new SocketsHttpHandler { UseCookies = false, UseProxy = false, AllowAutoRedirect = false })
    {
        Timeout = TimeSpan.FromSeconds(15),
    };

    /// <summary>The signature of a call.</summary>
    public string Sign(string url, IEnumerable<KeyValuePair<string, string>> fields)
    {
        var signed = fields.OrderBy(field => field.Key, StringComparer.Ordinal).Aggregate(new StringBuilder(url), (text, field) => text.Append(field.Key).Append(field.Value));
#pragma warning disable CA5350 // the provider's scheme
        return Convert.ToBase64String(HMACSHA1.HashData(_key, Encoding.UTF8.GetBytes(signed.ToString())));
#pragma warning restore CA5350
    }

    /// <summary>Calls, and tells how it was answered; 0 where nobody answers.</summary>
    public async Task<int> CallAsync(string url, IReadOnlyList<KeyValuePair<string, string>> fields, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new FormUrlEncodedContent(fields) };
        request.Headers.TryAddWithoutValidation("X-Twilio-Signature", Sign(url, fields));
        request.Headers.TryAddWithoutValidation("User-Agent", "TwilioProxy/1.1");
        try
        {
            using var answer = await _client.SendAsync(request, ct);
            return (int)answer.StatusCode;
        }
        catch (HttpRequestException)
        {
            // as for Twilio, a hub that is away is a call that failed
            return 0;
        }
    }

    public void Dispose() => _client.Dispose();
}
