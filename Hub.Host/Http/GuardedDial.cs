using System.Net;
using System.Net.Sockets;

namespace Hub.Host.Http;

/// <summary>
/// Opens connections only to addresses that may be called: the name is resolved, its addresses are looked at, and the very address that was
/// looked at is called (OWASP Server-Side Request Forgery Prevention Cheat Sheet). So a name that changes meanwhile leads nowhere else.
/// </summary>
/// <param name="mayCall">Which addresses.</param>
internal sealed class GuardedDial(Func<IPAddress, bool> mayCall)
{
    /// <exception cref="HttpRequestException">None of the host's addresses may be called, or none answers.</exception>
    public async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken ct)
    {
        var host = context.DnsEndPoint.Host;
        var allowed = (await Dns.GetHostAddressesAsync(host, ct)).Where(mayCall).ToArray();
        if (allowed.Length == 0) throw new ForbiddenAddressException($"{host} is no host of the public internet.");
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, context.DnsEndPoint.Port, ct);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch (SocketException error)
        {
            socket.Dispose();
            throw new HttpRequestException($"{host} cannot be reached.", error);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
