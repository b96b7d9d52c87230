using System.Text.Json;

namespace Hub.Channels.Telegram;

/// <summary>
/// The Bot API over HTTP. The bot's token is a part of every address by the API's design, so no address and no foreign exception leaves this
/// class: breaks are told in words of its own, and what the API says is searched for the token.
/// </summary>
internal sealed class TelegramApi : ITelegramApi
{
    public const string ClientName = "hub.channels.telegram";

    private const int MaxAnswerBytes = 16 << 20;

    private readonly IHttpClientFactory _clients;
    private readonly TimeProvider _time;
    private readonly string _root;
    private readonly string _token;

    /// <param name="root">Where the Bot API is, without a path.</param>
    /// <param name="token">The bot's token.</param>
    /// <param name="clients">Makes clients.</param>
    /// <param name="time">The clock.</param>
    public TelegramApi(string root, string token, IHttpClientFactory clients, TimeProvider time) =>
        (_root, _token, _clients, _time) = (root.TrimEnd('/'), token, clients, time);

    public async Task<TelegramAnswer> CallAsync(
        string method, TelegramParameters parameters, IReadOnlyList<TelegramUpload> files, TimeSpan patience, CancellationToken ct)
    {
        using var body = await TelegramBody.MakeAsync(parameters, files, ct);
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{_root}/bot{_token}/{method}") { Content = body };
        var (status, bytes) = await SendAsync(request, () => body.Begun, MaxAnswerBytes, patience, ct);
        try
        {
            var answer = JsonSerializer.Deserialize(bytes.Span, TelegramJson.Default.TelegramAnswer);
            if (answer is { Ok: true } or { ErrorCode: > 0 }) return answer with { Description = Redacted(answer.Description) };
        }
        catch (JsonException)
        {
            // something between here and Telegram has answered: what its status says is all there is
        }

        return new TelegramAnswer { ErrorCode = status is >= 200 and < 400 ? 502 : status, Description = $"HTTP {status} that is no answer of the Bot API" };
    }

    public async Task<byte[]?> DownloadAsync(string path, int most, TimeSpan patience, CancellationToken ct)
    {
        if (!IsPath(path)) return null;
        var escaped = string.Join('/', path.Split('/').Select(Uri.EscapeDataString));
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{_root}/file/bot{_token}/{escaped}");
        try
        {
            var (status, bytes) = await SendAsync(request, () => true, most, patience, ct);
            if (status is >= 500 or 429 or 408) throw new TelegramBrokenException($"HTTP {status}", begun: true);
            return status == 200 ? bytes.ToArray() : null;
        }
        catch (TooLargeException)
        {
            return null;
        }
    }

    /// <summary>A path below the bot's files and nowhere else.</summary>
    private static bool IsPath(string path) =>
        path.Length is > 0 and < 500 && !path.Any(letter => char.IsControl(letter) || letter is '\\' or ':' or '?' or '#' or '%')
        && path.Split('/').All(part => part.Length > 0 && part is not ("." or ".."));

    private async Task<(int Status, ReadOnlyMemory<byte> Body)> SendAsync(
        HttpRequestMessage request, Func<bool> begun, int most, TimeSpan patience, CancellationToken ct)
    {
        using var timeout = new CancellationTokenSource(patience, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, timeout.Token);
        using var client = _clients.CreateClient(ClientName);
        try
        {
            using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            return ((int)answer.StatusCode, await ReadAsync(answer, most, either.Token));
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested && !begun())
        {
            throw;
        }
        catch (Exception error) when (error is HttpRequestException or OperationCanceledException or IOException)
        {
            throw new TelegramBrokenException(CauseOf(error), begun()) { IsTimeout = error is OperationCanceledException };
        }
    }

    private static async Task<ReadOnlyMemory<byte>> ReadAsync(HttpResponseMessage answer, int most, CancellationToken ct)
    {
        await using var stream = await answer.Content.ReadAsStreamAsync(ct);
        using var bytes = new MemoryStream();
        var buffer = new byte[16 * 1024];
        int read;
        while ((read = await stream.ReadAsync(buffer, ct)) > 0)
        {
            if (bytes.Length + read > most) throw new TooLargeException();
            bytes.Write(buffer, 0, read);
        }

        return bytes.GetBuffer().AsMemory(0, (int)bytes.Length);
    }

    private static string CauseOf(Exception error) => error switch
    {
        OperationCanceledException => "no answer in time",
        HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError } => "the host's name is not known",
        HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError } => "no connection",
        HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } => "TLS failed",
        TooLargeException => "the answer is larger than it may be",
        _ => "the connection broke",
    };

    private string? Redacted(string? text) => text?.Replace(_token, "[token]", StringComparison.Ordinal);

    private sealed class TooLargeException : IOException;
}
