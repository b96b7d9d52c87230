using System.Net;
using System.Net.Http.Headers;
using System.Net.Security;
using System.Text;
using System.Text.Json.Nodes;

namespace Hub.Host.Demo;

/// <summary>Calls the hub's API over HTTP, as any other program does.</summary>
internal sealed class DemoApi : IDisposable
{
    private readonly HttpClient _http;

    /// <param name="url">Where the hub listens.</param>
    public DemoApi(string url)
    {
        var handler = new SocketsHttpHandler { UseProxy = false };
        // the hub asks itself by its loopback address, which no certificate names
        handler.SslOptions.RemoteCertificateValidationCallback = (_, _, _, faults) => !faults.HasFlag(SslPolicyErrors.RemoteCertificateNotAvailable);
        _http = new HttpClient(handler) { BaseAddress = new Uri(url) };
    }

    /// <summary>Signs in; null where the password is another by now.</summary>
    public async Task<string?> SignInAsync(string user, string password, CancellationToken ct)
    {
        using var answer = await RequestAsync(
            HttpMethod.Post, "/api/v1/login", null, new JsonObject { ["user"] = user, ["password"] = password }, ct);
        return answer.IsSuccessStatusCode ? (string?)(await JsonAsync(answer, ct))?["token"] : null;
    }

    /// <summary>Calls the API.</summary>
    /// <returns>The answer's JSON; null where it has none.</returns>
    /// <exception cref="DemoSignInException">The token no longer holds.</exception>
    /// <exception cref="DemoException">The answer is a refusal.</exception>
    public async Task<JsonNode?> SendAsync(HttpMethod method, string path, string? token, JsonObject? body, CancellationToken ct)
    {
        using var answer = await RequestAsync(method, path, token, body, ct);
        if (answer.StatusCode == HttpStatusCode.Unauthorized) throw new DemoSignInException();
        if (answer.IsSuccessStatusCode) return await JsonAsync(answer, ct);
        throw new DemoException($"{method} {path} was answered {(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync(ct)}");
    }

    public void Dispose() => _http.Dispose();

    private async Task<HttpResponseMessage> RequestAsync(HttpMethod method, string path, string? token, JsonObject? body, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(method, path);
        if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (body is not null) request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        return await _http.SendAsync(request, ct);
    }

    private static async Task<JsonNode?> JsonAsync(HttpResponseMessage answer, CancellationToken ct) =>
        await answer.Content.ReadAsStringAsync(ct) is { Length: > 0 } text ? JsonNode.Parse(text) : null;
}
