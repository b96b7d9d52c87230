using Hub.Core;
using Hub.Core.Arrivals;
using Hub.Core.Channels;
using Hub.Core.Contacts;

namespace Hub.Channels.Http;

/// <summary>
/// A channel that any system speaks by HTTP. Messages come in as JSON through the hub's API; answers go to a signed webhook or, without one,
/// are held for download; receipts come back to the hook.
/// </summary>
public sealed class HttpChannel : IInboundChannel, IOutboxChannel, IWebhookChannel
{
    private static readonly TimeSpan Rendering = TimeSpan.FromSeconds(5);

    private readonly HttpSender? _sender;
    private readonly HttpHook _hook;

    /// <summary>An account of the channel.</summary>
    /// <param name="id">The account's id.</param>
    /// <param name="options">Its options.</param>
    /// <param name="sender">Posts to the webhook, or null without one.</param>
    /// <param name="hook">Takes receipts.</param>
    internal HttpChannel(string id, HttpChannelOptions options, HttpSender? sender, HttpHook hook)
    {
        (_sender, _hook) = (sender, hook);
        Account = new ChannelAccount
        {
            Id = id,
            Kind = HttpChannelOptions.KindName,
            Name = options.Name,
            PointKind = PointKinds.External,
            Queue = options.Queue,
            Work = options.Work.ToCost(),
            Capabilities = new ChannelCapabilities
            {
                Html = true,
                Attachments = true,
                Subject = true,
                MaxPerSecond = options.MaxPerSecond,
                ReceiverDeduplicates = options.Webhook.ReceiverDeduplicates,
                SendTimeout = options.Webhook.Timeout + Rendering,
                GiveUpAfter = options.Retry,
            },
        };
    }

    /// <inheritdoc/>
    public ChannelAccount Account { get; }

    /// <inheritdoc/>
    public bool Holds => _sender is null;

    /// <inheritdoc/>
    public InboundMessage Read(RawInput input) => HttpReceiver.Read(input);

    /// <inheritdoc/>
    public Task<DeliveryResult> SendAsync(OutboundMessage message, CancellationToken ct) => _sender is { } sender
        ? sender.SendAsync(message, ct)
        // held: the ledger is the outbox, and whoever fetches it has the message
        : Task.FromResult<DeliveryResult>(new DeliveryResult.Accepted(null));

    /// <inheritdoc/>
    public async Task<OutboxItem> RenderAsync(OutboundMessage message, CancellationToken ct) => new(
        Ids.Text(message.DeliveryId) + ".json", "application/json", await HttpEvent.RenderAsync(message, ct));

    /// <inheritdoc/>
    public Task<WebhookAnswer> ReceiveAsync(WebhookRequest request, CancellationToken ct) => _hook.ReceiveAsync(request, ct);
}
