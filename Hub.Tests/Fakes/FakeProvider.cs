using System.Collections.Concurrent;
using Hub.Core.Channels;

namespace Hub.Tests.Fakes;

/// <summary>A channel and its provider in one: keeps what it was given, answers as told.</summary>
public sealed class FakeProvider(string id, ChannelCapabilities can) : IOutboundChannel
{
    private readonly ConcurrentQueue<Guid> _given = new();

    public FakeProvider(string id = "fake")
        : this(id, new ChannelCapabilities { MaxPerSecond = 1_000_000, MaxConcurrent = 8 })
    {
    }

    public ChannelAccount Account { get; } = new() { Id = id, Kind = "fake", Name = id, PointKind = "external", Capabilities = can };

    /// <summary>Every message given, in order, repeated ones again.</summary>
    public IReadOnlyList<Guid> Given => [.. _given];

    public Func<OutboundMessage, CancellationToken, Task<DeliveryResult>> Answer { get; set; } =
        (message, _) => Task.FromResult<DeliveryResult>(new DeliveryResult.Accepted("p-" + message.DeliveryId));

    public Task<DeliveryResult> SendAsync(OutboundMessage message, CancellationToken ct)
    {
        _given.Enqueue(message.DeliveryId);
        return Answer(message, ct);
    }

    public void Answers(DeliveryResult result) => Answer = (_, _) => Task.FromResult(result);
}
