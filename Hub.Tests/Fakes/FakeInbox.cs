using System.Collections.Concurrent;
using System.Text;
using Hub.Core.Arrivals;
using Hub.Core.Channels;

namespace Hub.Tests.Fakes;

/// <summary>A channel both ways: customers' messages are put in as they are, answers are kept and answered as told.</summary>
public sealed class FakeInbox(string id, string? queue, string pointKind = "external", ChannelCapabilities? can = null) : IInboundChannel, IOutboundChannel
{
    private readonly ConcurrentDictionary<string, InboundMessage> _incoming = new();
    private readonly ConcurrentQueue<OutboundMessage> _sent = new();

    public ChannelAccount Account { get; } = new()
    {
        Id = id,
        Kind = "fake",
        Name = id,
        PointKind = pointKind,
        Queue = queue,
        Address = pointKind == "email" ? $"{id}@hub.example" : null,
        Capabilities = can ?? new ChannelCapabilities { Html = true, Attachments = true, MaxPerSecond = 1000 },
    };

    /// <summary>What it was given to send, in order.</summary>
    public IReadOnlyList<OutboundMessage> Sent => [.. _sent];

    public Func<OutboundMessage, CancellationToken, Task<DeliveryResult>> Answer { get; set; } =
        (_, _) => Task.FromResult<DeliveryResult>(new DeliveryResult.Accepted(null));

    /// <summary>The input that is read as this message.</summary>
    public RawInput InputOf(InboundMessage message)
    {
        _incoming[message.Source.ProviderId] = message;
        return new RawInput("text/plain", Encoding.UTF8.GetBytes(message.Source.ProviderId), message.Source.ProviderId);
    }

    public InboundMessage Read(RawInput input) => _incoming[Encoding.UTF8.GetString(input.Content.Span)];

    public Task<DeliveryResult> SendAsync(OutboundMessage message, CancellationToken ct)
    {
        _sent.Enqueue(message);
        return Answer(message, ct);
    }
}
