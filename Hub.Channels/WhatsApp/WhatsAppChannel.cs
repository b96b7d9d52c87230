using Hub.Channels.Twilio;
using Hub.Core.Arrivals;
using Hub.Core.Channels;
using Hub.Core.Contacts;

namespace Hub.Channels.WhatsApp;

/// <summary>WhatsApp by Twilio: free answers within 24 hours of the customer's last message, approved templates at any time.</summary>
public sealed class WhatsAppChannel : IInboundChannel, IOutboundChannel, IWebhookChannel, IPollingChannel
{
    private const string Prefix = "whatsapp:";

    /// <summary>The longest text that Twilio takes, in UTF-16 units.</summary>
    private const int MaxLength = 1600;

    private const int MaxFileBytes = 16 * 1024 * 1024;
    private static readonly TimeSpan Window = TimeSpan.FromHours(24);
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    private readonly TwilioLine _line;
    private readonly TwilioLimits _limits = new(
        MaxFileBytes, text => text.Length > MaxLength ? $"has {text.Length} characters; WhatsApp by Twilio carries {MaxLength}" : null);

    /// <summary>An account of the channel.</summary>
    internal WhatsAppChannel(string id, WhatsAppOptions options, TwilioParts parts)
    {
        _line = new TwilioLine(id, Prefix, options, parts);
        Account = new ChannelAccount
        {
            Id = id,
            Kind = WhatsAppOptions.KindName,
            Name = options.Name,
            PointKind = PointKinds.Phone,
            Address = options.CanonicalNumbers is [var first, ..] ? first : null,
            Aliases = [.. options.CanonicalNumbers.Skip(1)],
            Queue = options.Queue,
            Work = options.Work.ToCost(),
            Capabilities = new ChannelCapabilities
            {
                Attachments = true,
                Templates = true,
                AnswerWindow = Window,
                MaxTextLength = MaxLength,
                MaxPerSecond = options.MaxPerSecond,
                MaxConcurrent = options.MaxConcurrent,
                SendTimeout = options.Timeout + Grace,
                GiveUpAfter = TimeSpan.FromHours(options.RetryHours),
            },
        };
    }

    /// <inheritdoc/>
    public ChannelAccount Account { get; }

    /// <inheritdoc/>
    public InboundMessage Read(RawInput input) => _line.Read(input);

    /// <inheritdoc/>
    public Task<DeliveryResult> SendAsync(OutboundMessage message, CancellationToken ct) => _line.SendAsync(message, _limits, ct);

    /// <inheritdoc/>
    public Task<WebhookAnswer> ReceiveAsync(WebhookRequest request, CancellationToken ct) => _line.ReceiveAsync(this, request, ct);

    /// <inheritdoc/>
    public Task RunAsync(CancellationToken ct) => _line.PollAsync(this, ct);
}
