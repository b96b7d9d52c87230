using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;

namespace Hub.Channels.Mail.Imap;

/// <summary>
/// The octets of a connection: commands out, responses in, each step within its time. Whatever goes wrong with it is a
/// <see cref="MailStoreBrokenException"/>. A read that nobody waits for any more goes on, so that waiting for news can end without breaking
/// the line.
/// </summary>
internal sealed class ImapWire : IAsyncDisposable
{
    private const int MaxLine = 64 << 10;
    private const int MostParts = 64;

    // a line that died without a word is noticed within a minute
    private const int KeepAliveSeconds = 30;
    private const int KeepAliveTries = 3;

    private readonly TimeProvider _time;
    private readonly Socket _socket;
    private readonly byte[] _buffer = new byte[MaxLine];
    private Stream _stream;
    private Task<int>? _reading;
    private int _start;
    private int _end;

    private ImapWire(Socket socket, TimeProvider time)
    {
        (_socket, _time) = (socket, time);
        _stream = new NetworkStream(socket, ownsSocket: true);
    }

    /// <summary>Whether the server has said more than was read.</summary>
    public bool HasUnread => _end > _start;

    /// <summary>Whether TLS protects it.</summary>
    public bool IsSecure => _stream is SslStream;

    /// <summary>Whether the server is on this machine.</summary>
    public bool IsLoopback => _socket.RemoteEndPoint is IPEndPoint remote && IPAddress.IsLoopback(remote.Address);

    public static async Task<ImapWire> ConnectAsync(string host, int port, TimeSpan within, TimeProvider time, CancellationToken ct)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        var wire = default(ImapWire);
        try
        {
            await GuardAsync(socket.ConnectAsync(host, port, CancellationToken.None).AsTask().WaitAsync(within, time, ct));
            socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
            socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime, KeepAliveSeconds);
            socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveInterval, KeepAliveSeconds / KeepAliveTries);
            socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveRetryCount, KeepAliveTries);
            return wire = new ImapWire(socket, time);
        }
        finally
        {
            if (wire is null) socket.Dispose();
        }
    }

    /// <summary>Puts TLS on the line.</summary>
    /// <exception cref="AuthenticationException">The two do not agree, or the certificate is refused.</exception>
    public async Task SecureAsync(SslClientAuthenticationOptions options, TimeSpan within, CancellationToken ct)
    {
        // what came in plain text must not count as if it had come protected (RFC 9051 section 11.1)
        if (HasUnread) throw new MailStoreBrokenException("the server spoke before TLS had begun");
        var secure = new SslStream(_stream);
        _stream = secure;
        await GuardAsync(secure.AuthenticateAsClientAsync(options, CancellationToken.None).WaitAsync(within, _time, ct));
    }

    public Task SendAsync(ReadOnlyMemory<byte> octets, TimeSpan within, CancellationToken ct) =>
        GuardAsync(_stream.WriteAsync(octets, CancellationToken.None).AsTask().WaitAsync(within, _time, ct));

    public Task SendAsync(string text, TimeSpan within, CancellationToken ct) => SendAsync(Encoding.UTF8.GetBytes(text), within, ct);

    /// <summary>Waits until there is something to read; false when nothing came in time.</summary>
    public async Task<bool> WaitAsync(TimeSpan most, CancellationToken ct) => HasUnread || await FillAsync(most, ct);

    /// <summary>Reads one response.</summary>
    /// <param name="mostLiteral">The bytes that its literals may have together.</param>
    /// <param name="within">How long the server may be silent.</param>
    /// <param name="ct">Gives up.</param>
    /// <exception cref="MailNotFetchedException">A literal is larger than that.</exception>
    public async Task<ImapResponse> ReadAsync(int mostLiteral, TimeSpan within, CancellationToken ct)
    {
        var parts = new List<ReadOnlyMemory<byte>>(1);
        while (true)
        {
            var line = await LineAsync(within, ct);
            var mayHoldLiterals = parts.Count > 0 || ImapResponse.MayHoldLiterals(line);
            if (!mayHoldLiterals || ImapLiteral.SizeAtEnd(line, out var begin) is not { } size)
            {
                parts.Add(line);
                return ImapResponse.Read(parts);
            }

            if (size > mostLiteral) throw new MailNotFetchedException("the server sends more than it may", lineIsLost: true);
            if (parts.Count > MostParts) throw MailStoreBrokenException.Garbled();
            mostLiteral -= (int)size;
            parts.Add(line.AsMemory(..begin));
            parts.Add(await OctetsAsync((int)size, within, ct));
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stream.DisposeAsync();
        if (_reading is null) return;
        try
        {
            await _reading;
        }
        catch (Exception error) when (error is IOException or ObjectDisposedException or SocketException or InvalidOperationException)
        {
            // the end of the line ends its last read
        }
    }

    private async Task<byte[]> LineAsync(TimeSpan within, CancellationToken ct)
    {
        while (true)
        {
            var unread = _buffer.AsSpan(_start.._end);
            var end = unread.IndexOf((byte)'\n');
            if (end >= 0)
            {
                _start += end + 1;
                return unread[..end].TrimEnd((byte)'\r').ToArray();
            }

            await MustFillAsync(within, ct);
        }
    }

    private async Task<byte[]> OctetsAsync(int count, TimeSpan within, CancellationToken ct)
    {
        var octets = new byte[count];
        for (var at = 0; at < count;)
        {
            if (!HasUnread) await MustFillAsync(within, ct);
            var piece = Math.Min(count - at, _end - _start);
            _buffer.AsSpan(_start, piece).CopyTo(octets.AsSpan(at));
            _start += piece;
            at += piece;
        }

        return octets;
    }

    private async Task MustFillAsync(TimeSpan within, CancellationToken ct)
    {
        if (!await FillAsync(within, ct)) throw new MailStoreBrokenException("no answer in time");
    }

    /// <returns>False where nothing came in time; the read goes on.</returns>
    private async Task<bool> FillAsync(TimeSpan within, CancellationToken ct)
    {
        if (_reading is null)
        {
            _buffer.AsSpan(_start.._end).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
            if (_end == _buffer.Length) throw new MailStoreBrokenException("the server sent a line without an end");
            _reading = _stream.ReadAsync(_buffer.AsMemory(_end), CancellationToken.None).AsTask();
        }

        // not WaitAsync's own exception: a server's time-out would look the same
        if (!_reading.IsCompleted && !await InTimeAsync(_reading, within, ct)) return false;
        var read = _reading;
        _reading = null;
        await GuardAsync(read);
        if (await read == 0) throw new MailStoreBrokenException("the server closed the line");
        _end += await read;
        return true;
    }

    private async Task<bool> InTimeAsync(Task task, TimeSpan within, CancellationToken ct)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(ct);
        await Task.WhenAny(task, Task.Delay(within, _time, enough.Token));
        await enough.CancelAsync();
        ct.ThrowIfCancellationRequested();
        return task.IsCompleted;
    }

    private static async Task GuardAsync(Task work)
    {
        try
        {
            await work;
        }
        catch (TimeoutException error)
        {
            throw new MailStoreBrokenException("no answer in time", error);
        }
        catch (Exception error) when (LineFault.Of(error) is { } what)
        {
            throw new MailStoreBrokenException(what, error);
        }
    }
}
