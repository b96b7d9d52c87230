using System.Net;
using System.Net.Sockets;

namespace Hub.Channels.Twilio;

/// <summary>
/// Connects to addresses of the public internet alone, looked at after the name was resolved, so that neither a name nor its rebinding leads
/// into the network that the hub stands in. Special addresses: RFC 6890 and the IANA registries that it begins.
/// </summary>
internal static class PublicInternet
{
    /// <summary>Set on a request to a sandbox on this machine.</summary>
    public static readonly HttpRequestOptionsKey<bool> AllowsThisMachine = new("hub.thisMachine");

    private static readonly IPNetwork[] Special =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24",
            "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4", "2001::/23", "2001:db8::/32", "2002::/16",
        }.Select(text => IPNetwork.Parse(text)),
    ];

    private static readonly IPNetwork Global6 = IPNetwork.Parse("2000::/3");

    /// <summary>Whether anybody may be reached there.</summary>
    public static bool Contains(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        if (plain.AddressFamily == AddressFamily.InterNetworkV6 && !Global6.Contains(plain)) return false;
        return !Special.Any(network => network.BaseAddress.AddressFamily == plain.AddressFamily && network.Contains(plain));
    }

    /// <summary>Opens a connection for an <see cref="SocketsHttpHandler"/>.</summary>
    /// <exception cref="HttpRequestException">Nothing public answers to the name.</exception>
    public static async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken ct)
    {
        var isLocal = context.InitialRequestMessage.Options.TryGetValue(AllowsThisMachine, out var allowed) && allowed;
        var addresses = await Dns.GetHostAddressesAsync(context.DnsEndPoint.Host, ct);
        var open = addresses.Where(address => Contains(address) || (isLocal && IPAddress.IsLoopback(address))).ToArray();
        if (open.Length == 0) throw new HttpRequestException(HttpRequestError.ConnectionError, "the name leads to no public address");
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(open, context.DnsEndPoint.Port, ct);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
