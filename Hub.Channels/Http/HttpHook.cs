using System.Text.Json;
using Hub.Core.Channels;
using Hub.Core.Deliveries;
using Microsoft.Extensions.Logging;

namespace Hub.Channels.Http;

/// <summary>Takes the receipts that the webhook's owner posts back, signed with the same secret and scheme.</summary>
internal sealed class HttpHook(string channel, WebhookSignature? signature, Receipts receipts, TimeProvider time, ILogger<HttpChannel> log)
{
    private const int MaxBytes = 64 * 1024;
    private const int MaxDetail = 500;

    public async Task<WebhookAnswer> ReceiveAsync(WebhookRequest request, CancellationToken ct)
    {
        if (request.Path.Trim('/').Length > 0) return new WebhookAnswer(404, "There is nothing here: receipts are posted to the hook itself.");
        if (request.Method != "POST") return new WebhookAnswer(405, "Receipts are posted.");
        if (request.Body.Length > MaxBytes) return new WebhookAnswer(413, "A receipt is at most 64 KiB.");
        if (signature?.IsGenuine(request.Headers, request.Body.Span, time.GetUtcNow()) != true)
        {
            Log.ReceiptRefused(log, channel);
            return new WebhookAnswer(403, "The signature is missing, wrong or not of this time.");
        }

        return await ApplyAsync(request, ct);
    }

    private async Task<WebhookAnswer> ApplyAsync(WebhookRequest request, CancellationToken ct)
    {
        HttpReceiptInput input;
        try
        {
            input = JsonSerializer.Deserialize(request.Body.Span, HttpJson.Default.HttpReceiptInput) ?? throw new JsonException("null is no receipt");
        }
        catch (JsonException error)
        {
            return new WebhookAnswer(400, HttpJson.Fault(error));
        }

        if (input.Detail is { } detail && (detail.Length > MaxDetail || detail.Contains('\0', StringComparison.Ordinal)))
            return new WebhookAnswer(400, $"$.detail: it is longer than {MaxDetail} characters or has a control character");
        var result = await receipts.ApplyAsync(
            new Receipt
            {
                Channel = channel,
                Id = WebhookSignature.Find(request.Headers, WebhookSignature.IdHeader),
                DeliveryId = input.DeliveryId,
                State = (ReceiptState)(int)input.State,
                Detail = input.Detail,
            },
            ct);
        return result == ReceiptResult.UnknownDelivery ? new WebhookAnswer(404, "There is no such delivery on this channel.") : new WebhookAnswer(204);
    }
}
