using Hub.Core.Arrivals;
using Hub.Core.Channels;
using Hub.Core.Contacts;

namespace Hub.Channels.Telegram;

/// <summary>A Telegram bot that customers write to in private chats. Updates are asked for, by one node, or come to the hook.</summary>
public sealed class TelegramChannel : IInboundChannel, IOutboundChannel, IPollingChannel, IWebhookChannel
{
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(10);

    private readonly TelegramSender _sender;
    private readonly TelegramHook _hook;
    private readonly Func<CancellationToken, Task> _run;

    /// <summary>An account of the channel.</summary>
    /// <param name="id">The account's id.</param>
    /// <param name="options">Its options.</param>
    /// <param name="secret">What Telegram shows when it calls; null where it is asked.</param>
    /// <param name="api">The Bot API with the bot's token.</param>
    /// <param name="parts">What the bots share.</param>
    internal TelegramChannel(string id, TelegramOptions options, string? secret, ITelegramApi api, TelegramParts parts)
    {
        var taker = new TelegramTaker(id, options.LeaveGroups, api, parts);
        _sender = new TelegramSender(api, options.Timeout, parts.Log);
        _hook = new TelegramHook(secret, taker, parts.Time);
        Account = new ChannelAccount
        {
            Id = id,
            Kind = TelegramOptions.KindName,
            Name = options.Name,
            PointKind = PointKinds.Telegram,
            Queue = options.Queue,
            Work = options.Work.ToCost(),
            Capabilities = new ChannelCapabilities
            {
                Attachments = true,
                MaxTextLength = TelegramSender.MaxText,
                MaxPerSecond = options.MaxPerSecond,
                SendTimeout = TelegramSender.Longest(options.Timeout) + Margin,
                GiveUpAfter = options.Retry,
            },
        };
        _run = secret is null
            ? new TelegramPoller(this, api, taker, parts).RunAsync
            : new TelegramWebhookSetting(id, options.Webhook.Url, secret, api, parts).RunAsync;
    }

    /// <inheritdoc/>
    public ChannelAccount Account { get; }

    /// <inheritdoc/>
    public InboundMessage Read(RawInput input) => TelegramReceiver.Read(input);

    /// <inheritdoc/>
    public Task<DeliveryResult> SendAsync(OutboundMessage message, CancellationToken ct) => _sender.SendAsync(message, ct);

    /// <inheritdoc/>
    public Task RunAsync(CancellationToken ct) => _run(ct);

    /// <inheritdoc/>
    public Task<WebhookAnswer> ReceiveAsync(WebhookRequest request, CancellationToken ct) => _hook.ReceiveAsync(this, request, ct);
}
