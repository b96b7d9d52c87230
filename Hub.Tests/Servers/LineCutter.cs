using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Hub.Tests.Servers;

/// <summary>Stands on the way to a server and cuts each connection, without a word, after a number of bytes that chance chooses; after enough cuts it lets be.</summary>
internal sealed class LineCutter : LoopbackServer
{
    private readonly Lock _gate = new();
    private readonly int _target;
    private readonly int _most;
    private readonly Func<int> _next;
    private readonly Action<CutLine>? _told;
    private int _cuts;

    /// <param name="target">The server's port on this machine.</param>
    /// <param name="cuts">How many connections are cut.</param>
    /// <param name="next">After how many bytes, of both directions together, the next one is.</param>
    /// <param name="told">Is told what went over each line that was cut, where it is in the clear.</param>
    public LineCutter(int target, int cuts, Func<int> next, Action<CutLine>? told = null) => (_target, _most, _next, _told) = (target, cuts, next, told);

    public int Cuts => Volatile.Read(ref _cuts);

    protected override async Task ServeAsync(TcpClient client)
    {
        using var server = new TcpClient { NoDelay = true };
        try
        {
            await server.ConnectAsync(IPAddress.Loopback, _target, Stop);
            var budget = new Budget(Next());
            using var over = CancellationTokenSource.CreateLinkedTokenSource(Stop);
            var (words, said, heard) = (client.GetStream(), new StringBuilder(), new StringBuilder());
            var ways = new[]
            {
                CopyAsync(words, server.GetStream(), budget, (bytes, _) => Keep(said, bytes), over.Token),
                CopyAsync(server.GetStream(), words, budget, (bytes, passed) => Keep(heard, bytes[..passed]), over.Token),
            };
            await Task.WhenAny(ways);
            await over.CancelAsync();
            await Task.WhenAll(ways);
            if (budget.IsUsedUp)
            {
                if (_told is not null)
                {
                    await HearOutAsync(client.Client, words, said);
                    _told(new CutLine(said.ToString(), heard.ToString()));
                }

                Interlocked.Increment(ref _cuts);
                // nobody is told: the line is reset
                client.Client.LingerState = new LingerOption(true, 0);
                server.Client.LingerState = new LingerOption(true, 0);
            }
        }
        catch (Exception error) when (error is SocketException or OperationCanceledException)
        {
            // the server is not there, or the test is over
        }
    }

    /// <summary>What the client had written before it noticed counts as said, though it went nowhere.</summary>
    private async Task HearOutAsync(Socket client, Stream words, StringBuilder said)
    {
        try
        {
            client.Shutdown(SocketShutdown.Send);
        }
        catch (SocketException)
        {
            // it has gone; what it had written may still be there
        }

        await CopyAsync(words, Stream.Null, new Budget(long.MaxValue), (bytes, _) => Keep(said, bytes), Stop);
    }

    private void Keep(StringBuilder words, ReadOnlySpan<byte> bytes)
    {
        if (_told is not null) words.Append(Encoding.Latin1.GetString(bytes));
    }

    private static async Task CopyAsync(Stream from, Stream to, Budget budget, Passed passed, CancellationToken ct)
    {
        var buffer = new byte[16 << 10];
        try
        {
            for (int read; (read = await from.ReadAsync(buffer, ct)) > 0;)
            {
                var passes = budget.Take(read);
                passed(buffer.AsSpan(0, read), passes);
                await to.WriteAsync(buffer.AsMemory(0, passes), ct);
                if (passes < read) return;
            }
        }
        catch (Exception error) when (error is IOException or OperationCanceledException)
        {
            // one end has gone, or the line was cut
        }
    }

    private long Next()
    {
        lock (_gate) return Cuts < _most ? _next() : long.MaxValue;
    }

    private delegate void Passed(ReadOnlySpan<byte> bytes, int passes);

    private sealed class Budget(long bytes)
    {
        private long _left = bytes;

        public bool IsUsedUp => Volatile.Read(ref _left) < 0;

        public int Take(int wanted) => (int)Math.Clamp(Interlocked.Add(ref _left, -wanted) + wanted, 0, wanted);
    }
}
