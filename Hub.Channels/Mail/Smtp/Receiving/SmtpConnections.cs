using System.Net;
using System.Net.Sockets;

namespace Hub.Channels.Mail.Smtp.Receiving;

/// <summary>Counts connections, in all and from each address.</summary>
internal sealed class SmtpConnections(int most, int mostPerAddress)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<IPAddress, int> _byAddress = [];
    private int _all;

    /// <summary>Lets a connection in.</summary>
    /// <returns>Null, or what the client hears instead.</returns>
    public SmtpReply? TryEnter(IPAddress address)
    {
        var origin = Origin(address);
        lock (_gate)
        {
            var from = _byAddress.GetValueOrDefault(origin);
            if (_all >= most) return SmtpReplies.TooManyConnections;
            if (from >= mostPerAddress) return SmtpReplies.TooManyFromYou;
            _all++;
            _byAddress[origin] = from + 1;
            return null;
        }
    }

    public void Leave(IPAddress address)
    {
        var origin = Origin(address);
        lock (_gate)
        {
            _all--;
            if (--_byAddress[origin] == 0) _byAddress.Remove(origin);
        }
    }

    /// <summary>Whoever has an IPv6 address has its network of 64 bits as well.</summary>
    private static IPAddress Origin(IPAddress address)
    {
        if (address.AddressFamily != AddressFamily.InterNetworkV6) return address;
        var bytes = address.GetAddressBytes();
        bytes.AsSpan(8).Clear();
        return new IPAddress(bytes);
    }
}
