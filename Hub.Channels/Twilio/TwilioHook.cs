using System.Globalization;
using Hub.Core.Channels;
using Hub.Core.Deliveries;

namespace Hub.Channels.Twilio;

/// <summary>
/// What Twilio calls: messages at the hook itself, what becomes of ours below <c>/status/</c>, our files below <c>/media/</c>. Whoever has no
/// signature of the account is refused, and nothing is stored or logged of the call.
/// </summary>
internal sealed class TwilioHook(TwilioSignature signature, TwilioArrivals arrivals, TwilioReceipts receipts, MediaLinks media, TwilioParts parts)
{
    private const int MaxBytes = 64 * 1024;

    // an answer in TwiML that does nothing (www.twilio.com/docs/messaging/twiml)
    private static readonly WebhookAnswer Taken = new(200, """<?xml version="1.0" encoding="UTF-8"?><Response/>""", "text/xml");

    // less than Twilio waits for an answer, so that a message whose files come slowly is refused and looked up later
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public async Task<WebhookAnswer> ReceiveAsync(IInboundChannel channel, WebhookRequest request, CancellationToken ct)
    {
        if (request.Path.StartsWith(MediaLinks.Root, StringComparison.Ordinal)) return await media.ServeAsync(request, ct);
        var isStatus = request.Path.StartsWith(TwilioSender.StatusRoot, StringComparison.Ordinal);
        if (!isStatus && request.Path.Trim('/').Length > 0) return new WebhookAnswer(404, "There is nothing here.");
        if (request.Method != "POST") return new WebhookAnswer(405, "Webhooks are posted.");
        if (request.Body.Length > MaxBytes) return new WebhookAnswer(413, "A webhook is at most 64 KiB.");
        var fields = TwilioFields.Read(request);
        if (!signature.IsGenuine(request.PublicUrl, TwilioFields.Header(request, TwilioSignature.Header), fields?.All, request.Body.Span))
            return new WebhookAnswer(403, "The signature is missing or wrong.");
        if (fields is null || (fields["MessageSid"] ?? fields["SmsSid"]) is not { Length: > 0 } sid)
            return new WebhookAnswer(400, "MessageSid is missing: it is no webhook of a message.");
        if (isStatus) return await StatusAsync(request.Path[TwilioSender.StatusRoot.Length..], sid, fields, ct);
        return TwilioStatus.IsInbound(fields["MessageStatus"] ?? fields["SmsStatus"])
            ? await MessageAsync(channel, sid, fields, ct)
            : await BookAsync(null, sid, fields, ct);
    }

    private async Task<WebhookAnswer> MessageAsync(IInboundChannel channel, string sid, TwilioFields fields, CancellationToken ct)
    {
        using var patience = new CancellationTokenSource(Patience, parts.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, patience.Token);
        var named = new Dictionary<string, string>(fields.First, StringComparer.Ordinal) { ["MessageSid"] = sid };
        try
        {
            return await arrivals.TryTakeAsync(channel, named, parts.Time.GetUtcNow(), either.Token) ? Taken : Later();
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested && !ct.IsCancellationRequested)
        {
            return Later();
        }
    }

    private async Task<WebhookAnswer> StatusAsync(string delivery, string sid, TwilioFields fields, CancellationToken ct) => Guid.TryParseExact(delivery, "D", out var id)
        ? await BookAsync(id, sid, fields, ct)
        : new WebhookAnswer(404, "There is no such delivery on this channel.");

    private async Task<WebhookAnswer> BookAsync(Guid? delivery, string sid, TwilioFields fields, CancellationToken ct)
    {
        int? code = int.TryParse(fields["ErrorCode"], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
        var result = await receipts.BookAsync(delivery, sid, (fields["MessageStatus"] ?? fields["SmsStatus"], code, fields["To"]), ct);
        return result == ReceiptResult.UnknownDelivery ? new WebhookAnswer(404, "There is no such delivery on this channel.") : new WebhookAnswer(204);
    }

    private static WebhookAnswer Later() => new(503, "The message's files cannot be had now; it is looked up again.");
}
