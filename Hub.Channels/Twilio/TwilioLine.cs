using Hub.Core.Arrivals;
using Hub.Core.Channels;

namespace Hub.Channels.Twilio;

/// <summary>An account's ways in and out: what SMS and WhatsApp have in common.</summary>
internal sealed class TwilioLine
{
    private readonly TwilioReader _reader;
    private readonly TwilioSender _sender;
    private readonly TwilioHook _hook;
    private readonly TwilioPoller _poller;

    /// <param name="id">The account's id.</param>
    /// <param name="prefix">What stands before addresses: empty, or <c>whatsapp:</c>.</param>
    /// <param name="options">Its options, without faults.</param>
    /// <param name="parts">What it needs of the hub.</param>
    /// <exception cref="InvalidOperationException">A secret cannot be had; the text says which.</exception>
    public TwilioLine(string id, string prefix, TwilioOptions options, TwilioParts parts)
    {
        var token = options.AuthToken!.Resolve();
        var signature = new TwilioSignature([token, .. options.FurtherAuthTokens.Select(further => further.Resolve())]);
        var api = new TwilioApi(options, token, parts.Clients, parts.Time);
        var media = new MediaLinks(id, options, parts.Links, parts.Key, parts.Content, parts.Time);
        _reader = new TwilioReader(prefix, options.CanonicalNumbers);
        _sender = new TwilioSender(id, prefix, options, api, media, parts);
        var arrivals = new TwilioArrivals(api, options, _reader, parts);
        var receipts = new TwilioReceipts(id, _reader, parts);
        _hook = new TwilioHook(signature, arrivals, receipts, media, parts);
        _poller = new TwilioPoller(
            new TwilioBackfill(prefix, options, _reader, (api, arrivals), parts), new TwilioLookUp(id, prefix, api, receipts, parts), (id, options), parts);
    }

    public InboundMessage Read(RawInput input) => _reader.Read(input);

    public Task<DeliveryResult> SendAsync(OutboundMessage message, TwilioLimits limits, CancellationToken ct) => _sender.SendAsync(message, limits, ct);

    public Task<WebhookAnswer> ReceiveAsync(IInboundChannel channel, WebhookRequest request, CancellationToken ct) => _hook.ReceiveAsync(channel, request, ct);

    public Task PollAsync(IInboundChannel channel, CancellationToken ct) => _poller.RunAsync(channel, ct);
}
