using Hub.Core.Arrivals;

namespace Hub.Core.Channels;

/// <summary>A channel whose inputs can be read again from their kept bytes: what makes a quarantined input retryable.</summary>
public interface IInboundChannel : IChannel
{
    /// <summary>Reads one input.</summary>
    /// <param name="input">The bytes as they arrived.</param>
    /// <exception cref="UnreadableInputException">They cannot be read; the message says why.</exception>
    InboundMessage Read(RawInput input);
}
