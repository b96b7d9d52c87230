using System.Collections.Concurrent;
using System.Text;
using Hub.Core.Arrivals;
using Hub.Core.Channels;

namespace Hub.Tests.Fakes;

/// <summary>A channel in both directions that does as told and keeps what it was given.</summary>
public sealed class FakeChannel(string id) : IInboundChannel, IOutboundChannel, IWebhookChannel
{
    private readonly ConcurrentQueue<WebhookRequest> _calls = new();

    public ChannelAccount Account { get; } = new()
    {
        Id = id, Kind = "fake", Name = "Fake", PointKind = "external", Capabilities = new ChannelCapabilities { MaxPerSecond = 1000 },
    };

    public IReadOnlyList<WebhookRequest> Calls => [.. _calls];

    /// <summary>How an input is read; by default its bytes are the text, of one sender.</summary>
    public Func<RawInput, InboundMessage> Reading { get; set; } = input => new InboundMessage
    {
        Source = new SourceKey(input.ReceptionId), FromAddress = "someone", Text = Encoding.UTF8.GetString(input.Content.Span),
    };

    public Func<DeliveryResult> Sending { get; set; } = () => new DeliveryResult.Accepted(null);

    public Func<WebhookRequest, WebhookAnswer> Receiving { get; set; } = _ => new WebhookAnswer(204);

    public InboundMessage Read(RawInput input) => Reading(input);

    public Task<DeliveryResult> SendAsync(OutboundMessage message, CancellationToken ct) => Task.FromResult(Sending());

    public Task<WebhookAnswer> ReceiveAsync(WebhookRequest request, CancellationToken ct)
    {
        _calls.Enqueue(request);
        return Task.FromResult(Receiving(request));
    }
}
