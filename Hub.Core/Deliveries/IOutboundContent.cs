using Hub.Core.Channels;

namespace Hub.Core.Deliveries;

/// <summary>Brings what a delivery carries. Owned by the dispatcher, implemented where messages are stored.</summary>
public interface IOutboundContent
{
    /// <summary>The message to send, or null where it no longer exists.</summary>
    /// <param name="deliveryId">The delivery.</param>
    /// <param name="attempt">The number of the attempt that it is for, from 1.</param>
    /// <param name="ct">Ends the loading; nothing has been sent then.</param>
    Task<OutboundMessage?> LoadAsync(Guid deliveryId, int attempt, CancellationToken ct);
}
