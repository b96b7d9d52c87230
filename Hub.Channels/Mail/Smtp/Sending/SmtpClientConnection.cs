using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;

namespace Hub.Channels.Mail.Smtp.Sending;

/// <summary>
/// A line to a server: commands out, answers in, each within its time. Whatever goes wrong with it is a <see cref="SmtpBrokenException"/>.
/// Used by one mail at a time.
/// </summary>
internal sealed class SmtpClientConnection : IAsyncDisposable
{
    private readonly TimeProvider _time;
    private readonly Socket _socket;
    private readonly byte[] _buffer = new byte[SmtpAnswerReader.MaxLine];
    private Stream _stream;
    private int _start;
    private int _end;

    private SmtpClientConnection(Socket socket, TimeProvider time)
    {
        (_socket, _time) = (socket, time);
        _stream = new NetworkStream(socket, ownsSocket: true);
    }

    /// <summary>Whether the server has said more than was asked for.</summary>
    public bool HasUnread => _end > _start;

    /// <summary>The address of this end.</summary>
    public IPAddress LocalAddress => ((IPEndPoint)_socket.LocalEndPoint!).Address is { IsIPv4MappedToIPv6: true } mapped
        ? mapped.MapToIPv4()
        : ((IPEndPoint)_socket.LocalEndPoint!).Address;

    /// <summary>Whether the server is on this machine.</summary>
    public bool IsLoopback => _socket.RemoteEndPoint is IPEndPoint remote && IPAddress.IsLoopback(remote.Address);

    /// <summary>Whether TLS protects it.</summary>
    public bool IsSecure => _stream is SslStream;

    public static async Task<SmtpClientConnection> ConnectAsync(
        string host, int port, TimeSpan within, TimeProvider time, CancellationToken ct)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        var connection = default(SmtpClientConnection);
        try
        {
            await WithinAsync(token => socket.ConnectAsync(host, port, token), within, time, ct);
            return connection = new SmtpClientConnection(socket, time);
        }
        finally
        {
            if (connection is null) socket.Dispose();
        }
    }

    /// <summary>Puts TLS on the line.</summary>
    /// <exception cref="AuthenticationException">The two do not agree, or the certificate is refused.</exception>
    public async Task SecureAsync(SslClientAuthenticationOptions options, TimeSpan within, CancellationToken ct)
    {
        // what came in plain text must not count as if it had come protected (RFC 3207 section 6; CVE-2011-0411)
        if (HasUnread) throw new SmtpBrokenException("the server spoke before TLS had begun");
        var secure = new SslStream(_stream);
        _stream = secure;
        await WithinAsync(token => new ValueTask(secure.AuthenticateAsClientAsync(options, token)), within, _time, ct);
    }

    public Task SendAsync(string commands, TimeSpan within, CancellationToken ct) =>
        SendAsync(Encoding.UTF8.GetBytes(commands), within, ct);

    public Task SendAsync(ReadOnlyMemory<byte> octets, TimeSpan within, CancellationToken ct) =>
        WithinAsync(token => _stream.WriteAsync(octets, token), within, _time, ct);

    /// <summary>Reads one answer.</summary>
    public async Task<SmtpAnswer> ReadAsync(TimeSpan within, CancellationToken ct)
    {
        var reader = new SmtpAnswerReader();
        SmtpAnswer? answer = null;
        await WithinAsync(
            async token =>
            {
                while (answer is null)
                {
                    if (TakeLine() is { } line) answer = reader.Take(line.Span);
                    else await FillAsync(token);
                }
            },
            within, _time, ct);
        return answer!;
    }

    public async ValueTask DisposeAsync() => await _stream.DisposeAsync();

    /// <summary>The next whole line without its end; lines that end in LF alone are read too.</summary>
    private ReadOnlyMemory<byte>? TakeLine()
    {
        var unread = _buffer.AsMemory(_start.._end);
        var end = unread.Span.IndexOf((byte)'\n');
        if (end < 0) return null;
        _start += end + 1;
        return unread[..end].TrimEnd((byte)'\r');
    }

    private async Task FillAsync(CancellationToken ct)
    {
        _buffer.AsSpan(_start.._end).CopyTo(_buffer);
        (_start, _end) = (0, _end - _start);
        if (_end == _buffer.Length) throw new SmtpBrokenException("the server's answer was garbled");
        var read = await _stream.ReadAsync(_buffer.AsMemory(_end), ct);
        if (read == 0) throw new SmtpBrokenException("the server closed the line");
        _end += read;
    }

    private static async Task WithinAsync(Func<CancellationToken, ValueTask> work, TimeSpan within, TimeProvider time, CancellationToken ct)
    {
        using var timeout = new CancellationTokenSource(within, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, timeout.Token);
        try
        {
            await work(either.Token);
        }
        catch (OperationCanceledException error)
        {
            throw new SmtpBrokenException(ct.IsCancellationRequested ? "the attempt was given up" : "no answer in time", error);
        }
        catch (Exception error) when (LineFault.Of(error) is { } what)
        {
            throw new SmtpBrokenException(what, error);
        }
    }
}
