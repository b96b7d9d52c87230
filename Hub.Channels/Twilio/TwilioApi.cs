using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Hub.Channels.Twilio;

/// <summary>The API over HTTP. Redirects are not followed, except to where Twilio keeps files.</summary>
internal sealed class TwilioApi(TwilioOptions options, string authToken, IHttpClientFactory clients, TimeProvider time) : ITwilioApi
{
    public const string ClientName = "hub.channels.twilio";

    private const int MaxAnswerBytes = 16 * 1024 * 1024;
    private const string PageSize = "500";

    private readonly Uri _base = new(options.ApiUrl);
    private readonly string _root = $"/2010-04-01/Accounts/{options.AccountSid}/Messages";
    private readonly string _authorization = "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{options.AccountSid}:{authToken}"));
    private readonly TwilioMediaFetch _media = new(options, clients, time);

    public Task<TwilioAnswer<TwilioMessage>> CreateAsync(IReadOnlyList<KeyValuePair<string, string>> fields, CancellationToken ct) =>
        AskAsync(_root + ".json", new TwilioForm(fields), TwilioJson.Default.TwilioMessage, ct);

    public Task<TwilioAnswer<TwilioMessagePage>> ListAsync(TwilioMessageFilter filter, CancellationToken ct)
    {
        var to = filter.To is { } address ? $"&To={Uri.EscapeDataString(address)}" : "";
        var first = $"{_root}.json?PageSize={PageSize}{to}&{Uri.EscapeDataString("DateSent>")}={Uri.EscapeDataString(TwilioTime.Ask(filter.SentFrom))}";
        var path = filter.PageUri ?? first;
        // what an answer names as its next page stays within the same list
        return path.StartsWith(_root + ".json?", StringComparison.Ordinal)
            ? AskAsync(path, null, TwilioJson.Default.TwilioMessagePage, ct)
            : Task.FromResult<TwilioAnswer<TwilioMessagePage>>(new TwilioAnswer<TwilioMessagePage>.Broken("the next page is not one of the list", Begun: false));
    }

    public Task<TwilioAnswer<TwilioMediaPage>> ListMediaAsync(string messageSid, CancellationToken ct) =>
        AskAsync($"{_root}/{messageSid}/Media.json", null, TwilioJson.Default.TwilioMediaPage, ct);

    public Task<TwilioAnswer<TwilioContent>> FetchMediaAsync(TwilioMediaPlace place, int mostBytes, CancellationToken ct) =>
        _media.FetchAsync(new Uri(_base, place.Path), _authorization, mostBytes, ct);

    private async Task<TwilioAnswer<T>> AskAsync<T>(string path, TwilioForm? form, JsonTypeInfo<T> type, CancellationToken ct)
    {
        using var timeout = new CancellationTokenSource(options.Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, timeout.Token);
        using var request = new HttpRequestMessage(form is null ? HttpMethod.Get : HttpMethod.Post, new Uri(_base, path)) { Content = form };
        request.Headers.TryAddWithoutValidation("Authorization", _authorization);
        request.Headers.TryAddWithoutValidation("Accept", "application/json");
        request.Headers.TryAddWithoutValidation("User-Agent", "OmniHub");
        using var client = clients.CreateClient(ClientName);
        try
        {
            using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            var bytes = await BoundedContent.ReadAsync(answer.Content, MaxAnswerBytes, either.Token);
            if (!answer.IsSuccessStatusCode) return new TwilioAnswer<T>.Refused((int)answer.StatusCode, CodeOf(bytes), TwilioErrors.RetryAfter(answer, time));
            return JsonSerializer.Deserialize(bytes, type) is { } value
                ? new TwilioAnswer<T>.Done(value)
                : new TwilioAnswer<T>.Broken("the answer is empty", Begun: true);
        }
        catch (Exception error) when (!ct.IsCancellationRequested && error is HttpRequestException or IOException or OperationCanceledException or JsonException)
        {
            // a cut or garbled answer leaves open what it would have said
            return new TwilioAnswer<T>.Broken(TwilioErrors.CauseOf(error), form?.Begun ?? true);
        }
    }

    private static int? CodeOf(byte[] bytes)
    {
        try
        {
            return bytes.Length == 0 ? null : JsonSerializer.Deserialize(bytes, TwilioJson.Default.TwilioProblem)?.Code;
        }
        catch (JsonException)
        {
            // what stands between us and Twilio answers in other forms; the status has spoken
            return null;
        }
    }
}
