using System.Net;
using System.Text.Json;

namespace Hub.Channels.Mail.Imap;

/// <summary>
/// Access tokens for a mailbox, asked for when there is none that holds for another while. A refresh token that the provider replaces is
/// used until the process ends; then the configured one counts again.
/// </summary>
internal sealed class OAuthTokens(OAuthOptions options, IHttpClientFactory clients, TimeProvider time) : IDisposable
{
    /// <summary>The name of the client that asks.</summary>
    public const string ClientName = "imap-oauth";

    private const int MostBytes = 64 << 10;

    /// <summary>How long a token must still hold to be used.</summary>
    private static readonly TimeSpan Reserve = TimeSpan.FromMinutes(2);

    /// <summary>How long one holds whose provider does not say.</summary>
    private static readonly TimeSpan Usual = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    private readonly SemaphoreSlim _one = new(1);
    private string? _replaced;
    private string? _token;
    private DateTimeOffset _until;

    /// <summary>A token that holds.</summary>
    /// <exception cref="MailStoreRefusedException">The provider gives none.</exception>
    /// <exception cref="MailStoreBrokenException">It cannot be asked now.</exception>
    public async Task<string> FindAsync(CancellationToken ct)
    {
        await _one.WaitAsync(ct);
        try
        {
            if (_token is null || _until - time.GetUtcNow() < Reserve) await AskAsync(ct);
            return _token!;
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>The mail server does not take this token: the next one is asked for anew.</summary>
    public void Forget(string token) => Interlocked.CompareExchange(ref _token, null, token);

    public void Dispose() => _one.Dispose();

    private async Task AskAsync(CancellationToken ct)
    {
        using var limit = new CancellationTokenSource(Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, limit.Token);
        using var client = clients.CreateClient(ClientName);
        try
        {
            using var content = new FormUrlEncodedContent(Form());
            using var answer = await client.PostAsync(new Uri(options.TokenUrl), content, either.Token);
            await answer.Content.LoadIntoBufferAsync(MostBytes, either.Token);
            if (answer.StatusCode is HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError)
                throw new MailStoreBrokenException($"the token endpoint answers {(int)answer.StatusCode}");
            using var json = JsonDocument.Parse(await answer.Content.ReadAsByteArrayAsync(either.Token));
            Take(answer.StatusCode, json.RootElement);
        }
        catch (OperationCanceledException error) when (!ct.IsCancellationRequested)
        {
            throw new MailStoreBrokenException("the token endpoint does not answer in time", error);
        }
        catch (HttpRequestException error)
        {
            throw new MailStoreBrokenException("the token endpoint cannot be reached", error);
        }
        catch (JsonException error)
        {
            throw new MailStoreBrokenException("the token endpoint does not speak JSON", error);
        }
    }

    private IEnumerable<KeyValuePair<string, string>> Form()
    {
        var refresh = _replaced ?? Resolve(options.RefreshToken);
        yield return new("grant_type", refresh is null ? "client_credentials" : "refresh_token");
        yield return new("client_id", options.ClientId);
        if (Resolve(options.ClientSecret) is { } secret) yield return new("client_secret", secret);
        if (refresh is not null) yield return new("refresh_token", refresh);
        if (options.Scope.Length > 0) yield return new("scope", options.Scope);
    }

    private void Take(HttpStatusCode status, JsonElement answer)
    {
        if (answer.ValueKind != JsonValueKind.Object || Text(answer, "access_token") is not { Length: > 0 } token)
            throw new MailStoreRefusedException($"the token endpoint gives no access ({(int)status}{(Text(answer, "error") is { } code ? " " + Word(code) : "")})");
        var seconds = answer.TryGetProperty("expires_in", out var life) && life.ValueKind == JsonValueKind.Number && life.TryGetInt32(out var number) ? number : (int)Usual.TotalSeconds;
        _replaced = Text(answer, "refresh_token") ?? _replaced;
        _until = time.GetUtcNow() + TimeSpan.FromSeconds(seconds);
        _token = token;
    }

    private static string? Text(JsonElement answer, string name) =>
        answer.ValueKind == JsonValueKind.Object && answer.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    /// <summary>An error's code as RFC 6749 section 5.2 has it, and nothing else.</summary>
    private static string Word(string code) => string.Concat(code.Take(40).Where(c => char.IsAsciiLetterOrDigit(c) || c == '_'));

    private static string? Resolve(Core.Security.SecretReference? reference)
    {
        try
        {
            return reference?.Resolve();
        }
        catch (InvalidOperationException error)
        {
            throw new MailStoreRefusedException(error.Message, error);
        }
    }
}
