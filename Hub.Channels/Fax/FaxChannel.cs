using Hub.Channels.Mail;
using Hub.Core.Arrivals;
using Hub.Core.Channels;
using Hub.Core.Contacts;

namespace Hub.Channels.Fax;

/// <summary>A fax number. Its faxes come as mails of a gateway, by the hub's own mail listener; it does not send.</summary>
public sealed class FaxChannel : IMailChannel
{
    private readonly string _address;
    private readonly FaxReceiver _receiver;

    /// <summary>An account of the channel.</summary>
    internal FaxChannel(string id, FaxOptions options, FaxReceiver receiver)
    {
        (_address, _receiver) = (options.CanonicalAddress, receiver);
        Account = new ChannelAccount
        {
            Id = id,
            Kind = FaxOptions.KindName,
            Name = options.Name,
            PointKind = PointKinds.Fax,
            Address = options.Number.Length > 0 ? ContactAddress.Canonical(PointKinds.Fax, options.Number) : null,
            Queue = options.Queue,
            Work = options.Work.ToCost(),
            Capabilities = new ChannelCapabilities { Sends = false, Attachments = true },
        };
    }

    /// <inheritdoc/>
    public ChannelAccount Account { get; }

    /// <inheritdoc/>
    public bool Accepts(string recipient) =>
        ContactAddress.Canonical(PointKinds.Email, recipient) is { } address && ContactAddress.Untagged(PointKinds.Email, address) == _address;

    /// <inheritdoc/>
    public InboundMessage Read(RawInput input) => _receiver.Read(input);
}
