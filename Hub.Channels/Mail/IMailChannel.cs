using Hub.Core.Channels;

namespace Hub.Channels.Mail;

/// <summary>A channel whose inputs are mails to an address of its own.</summary>
public interface IMailChannel : IInboundChannel
{
    /// <summary>Whether mail to this address is the channel's. Asked often: it looks nothing up outside this process.</summary>
    bool Accepts(string recipient);
}
