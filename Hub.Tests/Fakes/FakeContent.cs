using System.Collections.Concurrent;
using Hub.Core.Channels;
using Hub.Core.Deliveries;

namespace Hub.Tests.Fakes;

/// <summary>Brings content for every delivery; can lose it or fail.</summary>
public sealed class FakeContent(TimeProvider time) : IOutboundContent
{
    private readonly ConcurrentDictionary<Guid, bool> _gone = new();

    public Func<Guid, OutboundMessage, OutboundMessage> Make { get; set; } = (_, message) => message;

    public Exception? Failure { get; set; }

    public void Lose(Guid delivery) => _gone[delivery] = true;

    public Task<OutboundMessage?> LoadAsync(Guid deliveryId, int attempt, CancellationToken ct)
    {
        if (Failure is { } failure) throw failure;
        return Task.FromResult(_gone.ContainsKey(deliveryId) ? null : Make(deliveryId, Message(deliveryId, attempt)));
    }

    private OutboundMessage Message(Guid delivery, int attempt) => new()
    {
        DeliveryId = delivery,
        Attempt = attempt,
        MessageId = delivery,
        ConversationId = delivery,
        ConversationNumber = 1,
        To = "customer-1",
        Token = "1-token",
            Thread = "thread-1",
        Text = "Hello",
        At = time.GetUtcNow(),
    };
}
