namespace Hub.Core.Channels;

/// <summary>A channel that sends.</summary>
public interface IOutboundChannel : IChannel
{
    /// <summary>
    /// Makes one attempt. Every expected outcome is a <see cref="DeliveryResult"/>; an exception counts as
    /// <see cref="DeliveryResult.Unknown"/>, because the provider may have the message.
    /// </summary>
    Task<DeliveryResult> SendAsync(OutboundMessage message, CancellationToken ct);
}
