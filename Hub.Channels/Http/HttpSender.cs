using System.Globalization;
using Hub.Core;
using Hub.Core.Channels;
using Microsoft.Extensions.Logging;

namespace Hub.Channels.Http;

/// <summary>Posts one message to the webhook: the configured address and no other, signed, no redirect followed.</summary>
internal sealed class HttpSender(
    HttpWebhookOptions options, WebhookSignature signature, IHttpClientFactory clients, TimeProvider time, ILogger<HttpChannel> log)
{
    public const string ClientName = "hub.channels.http";
    public const long MaxFileBytes = 25 * 1024 * 1024;

    private const int MaxAnswerBytes = 64 * 1024;

    private readonly Uri _address = new(options.Url, UriKind.Absolute);

    public async Task<DeliveryResult> SendAsync(OutboundMessage message, CancellationToken ct)
    {
        if (message.Attachments.Sum(file => file.Size) > MaxFileBytes)
            return new DeliveryResult.Rejected(DeliveryClass.Content, $"its files are larger than {MaxFileBytes / (1024 * 1024)} MiB together");
        var json = await HttpEvent.RenderAsync(message, ct);
        return await PostAsync(Ids.Text(message.DeliveryId), json, ct);
    }

    private async Task<DeliveryResult> PostAsync(string id, byte[] json, CancellationToken ct)
    {
        using var timeout = new CancellationTokenSource(options.Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, timeout.Token);
        using var body = new HttpBody(json);
        using var request = Request(id, json, body);
        using var client = clients.CreateClient(ClientName);
        HttpResponseMessage answer;
        try
        {
            answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
        }
        catch (Exception error) when (error is HttpRequestException or OperationCanceledException or IOException)
        {
            Log.PostBroke(log, id, body.Begun, error);
            return HttpErrors.FromBreak(error, body.Begun);
        }

        using (answer)
        {
            await DrainAsync(answer, either.Token);
            return HttpErrors.FromAnswer(answer.StatusCode, RetryAfter(answer));
        }
    }

    private HttpRequestMessage Request(string id, byte[] json, HttpBody body)
    {
        var timestamp = time.GetUtcNow().ToUnixTimeSeconds();
        var request = new HttpRequestMessage(HttpMethod.Post, _address) { Content = body };
        request.Headers.TryAddWithoutValidation("User-Agent", "OmniHub");
        request.Headers.TryAddWithoutValidation(WebhookSignature.IdHeader, id);
        request.Headers.TryAddWithoutValidation(WebhookSignature.TimestampHeader, timestamp.ToString(CultureInfo.InvariantCulture));
        request.Headers.TryAddWithoutValidation(WebhookSignature.SignatureHeader, signature.Sign(id, timestamp, json));
        return request;
    }

    /// <summary>Reads a short answer to its end, so that the connection serves again; a long one costs its connection.</summary>
    private async Task DrainAsync(HttpResponseMessage answer, CancellationToken ct)
    {
        try
        {
            await using var stream = await answer.Content.ReadAsStreamAsync(ct);
            var buffer = new byte[4096];
            for (var left = MaxAnswerBytes; left > 0;)
            {
                var read = await stream.ReadAsync(buffer, ct);
                if (read == 0) return;
                left -= read;
            }
        }
        catch (Exception error) when (error is HttpRequestException or OperationCanceledException or IOException)
        {
            // the status has spoken; what follows it says nothing
            Log.AnswerBroke(log, error);
        }
    }

    private TimeSpan? RetryAfter(HttpResponseMessage answer) => answer.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } => date - time.GetUtcNow(),
        _ => null,
    };
}
