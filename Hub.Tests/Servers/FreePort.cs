using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace Hub.Tests.Servers;

/// <summary>
/// Finds a free loopback port below the range that the kernel hands out for port 0 and for outgoing connections, so that nothing
/// takes it while a server that is stopped for an outage test comes back to it.
/// </summary>
public static class FreePort
{
    private const int Lowest = 20_000;
    private const int Highest = 32_000;

    public static int Find()
    {
        for (var attempt = 0; attempt < 100; attempt++)
        {
            var port = RandomNumberGenerator.GetInt32(Lowest, Highest);
            if (IsFree(port)) return port;
        }
        throw new InvalidOperationException($"No free loopback port found in 100 tries between {Lowest} and {Highest}.");
    }

    private static bool IsFree(int port)
    {
        using var listener = new TcpListener(IPAddress.Loopback, port);
        try
        {
            listener.Start();
            return true;
        }
        catch (SocketException e) when (e.SocketErrorCode is SocketError.AddressAlreadyInUse or SocketError.AccessDenied)
        {
            return false;
        }
    }
}
