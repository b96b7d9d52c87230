using Hub.Channels.Twilio;
using Hub.Core.Arrivals;
using Hub.Core.Channels;
using Hub.Core.Contacts;

namespace Hub.Channels.Sms;

/// <summary>Text messages, with pictures where the number can (MMS), by Twilio.</summary>
public sealed class SmsChannel : IInboundChannel, IOutboundChannel, IWebhookChannel, IPollingChannel, IMeasuringChannel
{
    /// <summary>The longest text that Twilio takes, in UTF-16 units.</summary>
    private const int MaxLength = 1600;

    private const int MaxFileBytes = 5 * 1024 * 1024;
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    private readonly SmsOptions _options;
    private readonly TwilioLine _line;
    private readonly TwilioLimits _limits;

    /// <summary>An account of the channel.</summary>
    internal SmsChannel(string id, SmsOptions options, TwilioLine line)
    {
        (_options, _line) = (options, line);
        _limits = new TwilioLimits(MaxFileBytes, text => Measure(text).Fault);
        Account = new ChannelAccount
        {
            Id = id,
            Kind = SmsOptions.KindName,
            Name = options.Name,
            PointKind = PointKinds.Phone,
            Address = options.CanonicalNumbers is [var first, ..] ? first : null,
            Aliases = [.. options.CanonicalNumbers.Skip(1)],
            Queue = options.Queue,
            Work = options.Work.ToCost(),
            Capabilities = new ChannelCapabilities
            {
                Attachments = options.Mms,
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
    public TextMeasure Measure(string text)
    {
        var count = SmsSegments.Count(text);
        var fault = count.Segments > _options.MaxSegments
            ? $"would be {count.Segments} segments ({count.Encoding}); {Account.Id} sends {_options.MaxSegments}"
            : null;
        return new TextMeasure(count.Encoding, count.Segments, count.Units, count.Remaining, fault);
    }

    /// <inheritdoc/>
    public InboundMessage Read(RawInput input) => _line.Read(input);

    /// <inheritdoc/>
    public Task<DeliveryResult> SendAsync(OutboundMessage message, CancellationToken ct) => _line.SendAsync(message, _limits, ct);

    /// <inheritdoc/>
    public Task<WebhookAnswer> ReceiveAsync(WebhookRequest request, CancellationToken ct) => _line.ReceiveAsync(this, request, ct);

    /// <inheritdoc/>
    public Task RunAsync(CancellationToken ct) => _line.PollAsync(this, ct);
}
