using System.Net;
using System.Net.Sockets;
using Hub.Core.Security;

namespace Hub.Channels.Twilio;

/// <summary>
/// Connects to addresses of the public internet alone, looked at after the name was resolved, so that neither a name nor its rebinding leads
/// into the network that the hub stands in.
/// </summary>
internal static class TwilioDial
{
    /// <summary>Set on a request to a sandbox on this machine.</summary>
    public static readonly HttpRequestOptionsKey<bool> AllowsThisMachine = new("hub.thisMachine");

    /// <summary>Opens a connection for an <see cref="SocketsHttpHandler"/>.</summary>
    /// <exception cref="HttpRequestException">Nothing public answers to the name.</exception>
    public static async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken ct)
    {
        var isLocal = context.InitialRequestMessage.Options.TryGetValue(AllowsThisMachine, out var allowed) && allowed;
        var addresses = await Dns.GetHostAddressesAsync(context.DnsEndPoint.Host, ct);
        var open = addresses.Where(address => PublicInternet.Includes(address) || (isLocal && IPAddress.IsLoopback(address))).ToArray();
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
