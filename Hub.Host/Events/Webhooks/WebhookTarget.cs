using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Hub.Channels.Http;
using Hub.Core.Journal;
using Hub.Core.Security;
using Hub.Core.Subscriptions;
using Hub.Host.Http;
using Microsoft.Extensions.Options;

namespace Hub.Host.Events.Webhooks;

/// <summary>
/// Posts events: signed as Standard Webhooks 1.0 lays down, to https only, no redirect followed, no proxy, no cookie, and to no address inside
/// (<see cref="GuardedDial"/>). Of what the receiver answers only the status and Retry-After are looked at.
/// </summary>
internal sealed class WebhookTarget : IEventTarget, IDisposable
{
    private const int MostAnswerBytes = 64 * 1024;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    private readonly IOptionsMonitor<EventWebhookOptions> _options;
    private readonly SubscriptionSecrets _secrets;
    private readonly TimeProvider _time;
    private readonly ILogger<WebhookTarget> _log;
    private readonly HttpClient _client;

    public WebhookTarget(IOptionsMonitor<EventWebhookOptions> options, SubscriptionSecrets secrets, TimeProvider time, ILogger<WebhookTarget> log)
    {
        (_options, _secrets, _time, _log) = (options, secrets, time, log);
        var dial = new GuardedDial(address => options.CurrentValue.AllowInternal || PublicInternet.Includes(address));
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            ConnectCallback = dial.ConnectAsync,
            MaxResponseHeadersLength = 16,
            MaxResponseDrainSize = 0,
            PooledConnectionIdleTimeout = TimeSpan.FromSeconds(15),
            PooledConnectionLifetime = TimeSpan.FromMinutes(2),
        };
        _client = new HttpClient(handler, disposeHandler: true) { Timeout = Timeout.InfiniteTimeSpan };
    }

    public int AtOnce => _options.CurrentValue.MaxConcurrent;

    public string BodyOf(JournalEntry entry)
    {
        try
        {
            return EventView.Json(entry);
        }
        catch (JsonException error)
        {
            // one entry must not stop those behind it
            Log.ChangesUnreadable(_log, entry.Seq, error);
            return EventView.Json(entry with { Changes = null });
        }
    }

    public async Task<PostOutcome> PostAsync(EventSubscription subscription, string id, string body, CancellationToken ct)
    {
        // the setting may have changed since the address was taken
        if (WebhookAddress.Fault(subscription.Url, _options.CurrentValue.AllowInternal) is { } fault) return new PostOutcome.NotTaken($"the address: {fault}");
        using var timeout = new CancellationTokenSource(Longest, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, timeout.Token);
        using var request = Request(subscription, id, body);
        try
        {
            using var answer = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            await DrainAsync(answer.Content, either.Token);
            return OutcomeOf(answer);
        }
        catch (Exception error) when (error is HttpRequestException or IOException || (error is OperationCanceledException && !ct.IsCancellationRequested))
        {
            return new PostOutcome.NotTaken(Cause(error));
        }
    }

    public void Dispose() => _client.Dispose();

    private HttpRequestMessage Request(EventSubscription subscription, string id, string body)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        var (now, seconds) = (_time.GetUtcNow(), _time.GetUtcNow().ToUnixTimeSeconds());
        var signatures = _secrets.Valid(subscription, now).Select(secret => new WebhookSignature(secret).Sign(id, seconds, bytes));
        var request = new HttpRequestMessage(HttpMethod.Post, subscription.Url) { Content = new ByteArrayContent(bytes) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.TryAddWithoutValidation("User-Agent", "OmniHub");
        request.Headers.TryAddWithoutValidation(WebhookSignature.IdHeader, id);
        request.Headers.TryAddWithoutValidation(WebhookSignature.TimestampHeader, seconds.ToString(CultureInfo.InvariantCulture));
        request.Headers.TryAddWithoutValidation(WebhookSignature.SignatureHeader, string.Join(' ', signatures));
        return request;
    }

    /// <summary>Reads a short answer to its end, so that the connection serves again; a long one costs its connection.</summary>
    private static async Task DrainAsync(HttpContent content, CancellationToken ct)
    {
        try
        {
            await using var stream = await content.ReadAsStreamAsync(ct);
            var buffer = new byte[4096];
            for (var left = MostAnswerBytes; left > 0;)
            {
                var read = await stream.ReadAsync(buffer, ct);
                if (read == 0) return;
                left -= read;
            }
        }
        catch (Exception error) when (error is HttpRequestException or OperationCanceledException or IOException)
        {
            // the status has spoken; what follows it says nothing
        }
    }

    private PostOutcome OutcomeOf(HttpResponseMessage answer) => (int)answer.StatusCode switch
    {
        >= 200 and < 300 => new PostOutcome.Taken(),
        410 => new PostOutcome.Gone(),
        >= 300 and < 400 => new PostOutcome.NotTaken($"HTTP {(int)answer.StatusCode}: redirects are not followed"),
        var status => new PostOutcome.NotTaken($"HTTP {status}", RetryAfter(answer)),
    };

    private TimeSpan? RetryAfter(HttpResponseMessage answer) => answer.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } => date - _time.GetUtcNow(),
        _ => null,
    };

    private static string Cause(Exception error) => error switch
    {
        OperationCanceledException => "no answer within 10 s",
        { InnerException: ForbiddenAddressException } => "the host is not of the public internet",
        HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError } => "the host's name is not known",
        HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } => "TLS failed",
        _ => "no connection, or it broke",
    };
}
