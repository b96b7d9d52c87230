using System.Net;
using System.Net.Sockets;

namespace Hub.Tests.Servers;

/// <summary>Listens on a free loopback port and serves each connection by itself, until it is disposed.</summary>
public abstract class LoopbackServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _work;
    private int _connections;

    protected LoopbackServer()
    {
        _listener.Start();
        _work = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>How many connections there were.</summary>
    public int Connections => Volatile.Read(ref _connections);

    /// <summary>The test is over.</summary>
    protected CancellationToken Stop => _stop.Token;

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await _stop.CancelAsync();
        await _work;
        _listener.Dispose();
        _stop.Dispose();
    }

    /// <summary>Serves a connection, which is closed afterwards. It ends without an error when <see cref="Stop"/> does.</summary>
    protected abstract Task ServeAsync(TcpClient client);

    private async Task AcceptAsync()
    {
        var serving = new List<Task>();
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                client.NoDelay = true;
                Interlocked.Increment(ref _connections);
                serving.Add(ServeAndCloseAsync(client));
            }
        }
        catch (OperationCanceledException)
        {
            // disposed
        }

        await Task.WhenAll(serving);
    }

    private async Task ServeAndCloseAsync(TcpClient client)
    {
        using (client) await ServeAsync(client);
    }
}
