using System.Buffers;
using System.Net.Security;
using System.Net.Sockets;

namespace Hub.Channels.Mail.Smtp.Receiving;

/// <summary>
/// The two directions of a connection, buffered. Replies leave together, when nothing is left of what the client has sent (RFC 2920
/// section 3.2). Memory is bounded: one buffer each way.
/// </summary>
/// <param name="connection">The connection, which is closed by its owner.</param>
internal sealed class SmtpWire(NetworkStream connection) : IAsyncDisposable
{
    /// <summary>RFC 5321 section 4.5.3.1.4 has 512 octets, and every extension adds to them.</summary>
    public const int MaxLine = 2048;

    private const int InputBytes = 32 * 1024;
    private const int OutputBytes = 4 * 1024;

    private readonly byte[] _buffer = ArrayPool<byte>.Shared.Rent(InputBytes);
    private readonly ArrayBufferWriter<byte> _output = new(OutputBytes);
    private Stream _stream = connection;
    private SslStream? _secured;
    private int _start;
    private int _end;

    /// <summary>What came and was not consumed. It changes with the next fill.</summary>
    public ReadOnlyMemory<byte> Input => _buffer.AsMemory(_start, _end - _start);

    public void Consume(int bytes) => _start += bytes;

    /// <summary>Waits for more input, after everything written has left.</summary>
    /// <returns>False when the client has closed its side.</returns>
    public async ValueTask<bool> FillAsync(CancellationToken ct)
    {
        await FlushAsync(ct);
        if (_start > 0)
        {
            Input.CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
        }

        var read = await _stream.ReadAsync(_buffer.AsMemory(_end), ct);
        _end += read;
        return read > 0;
    }

    /// <summary>The next command line, without its end. It is valid until more input is read.</summary>
    public async ValueTask<(SmtpLineKind Kind, ReadOnlyMemory<byte> Line)> ReadLineAsync(CancellationToken ct)
    {
        var tooLong = false;
        while (true)
        {
            var input = Input;
            var end = input.Span.IndexOf((byte)'\n');
            if (end >= 0)
            {
                Consume(end + 1);
                if (tooLong || end >= MaxLine) return (SmtpLineKind.TooLong, default);
                return end > 0 && input.Span[end - 1] == '\r' ? (SmtpLineKind.Whole, input[..(end - 1)]) : (SmtpLineKind.BareLineFeed, default);
            }

            if (input.Length >= MaxLine)
            {
                tooLong = true;
                Consume(input.Length);
            }

            if (!await FillAsync(ct)) return (SmtpLineKind.Closed, default);
        }
    }

    /// <summary>Writes a reply; it leaves with the next fill or flush.</summary>
    public async ValueTask WriteAsync(SmtpReply reply, CancellationToken ct)
    {
        if (_output.WrittenCount > OutputBytes / 2) await FlushAsync(ct);
        reply.WriteTo(_output);
    }

    public async ValueTask FlushAsync(CancellationToken ct)
    {
        if (_output.WrittenCount == 0) return;
        await _stream.WriteAsync(_output.WrittenMemory, ct);
        await _stream.FlushAsync(ct);
        _output.ResetWrittenCount();
    }

    /// <summary>Does the handshake of TLS; what had come before it in plain text is forgotten (RFC 3207 section 4.2).</summary>
    public async Task SecureAsync(SslServerAuthenticationOptions tls, CancellationToken ct)
    {
        await FlushAsync(ct);
        (_start, _end) = (0, 0);
        var secured = new SslStream(connection, leaveInnerStreamOpen: true);
        try
        {
            await secured.AuthenticateAsServerAsync(tls, ct);
        }
        catch
        {
            await secured.DisposeAsync();
            throw;
        }

        _stream = _secured = secured;
    }

    /// <summary>Tells the client that no more comes.</summary>
    public async Task EndSendingAsync()
    {
        if (_secured is not null) await _secured.ShutdownAsync();
        connection.Socket.Shutdown(SocketShutdown.Send);
    }

    public async ValueTask DisposeAsync()
    {
        if (_secured is not null) await _secured.DisposeAsync();
        ArrayPool<byte>.Shared.Return(_buffer);
    }
}
