using System.Net;
using System.Net.Sockets;

namespace Hub.Tests.Servers;

/// <summary>Waits for a server that says nothing when it is ready.</summary>
public static class LoopbackPort
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Waits until the port takes connections; throws with the output when the process ends first.</summary>
    public static Task OpensAsync(int port, ServerProcess process, CancellationToken ct) => Eventually.HoldsAsync(
        async token =>
        {
            if (process.HasExited) throw new InvalidOperationException($"The process ended before it was ready.\n{process.Everything}");
            return await IsOpenAsync(port, token);
        },
        $"port {port} takes connections", Patience, ct);

    private static async Task<bool> IsOpenAsync(int port, CancellationToken ct)
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(IPAddress.Loopback, port, ct);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
