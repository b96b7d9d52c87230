using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using Hub.Core.Security.Certificates;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Hub.Channels.Mail.Smtp.Receiving;

/// <summary>
/// Takes mail by SMTP (RFC 5321 with SIZE, 8BITMIME, PIPELINING, SMTPUTF8, ENHANCEDSTATUSCODES and STARTTLS) for the addresses that the
/// <see cref="IMailDrop"/> knows. A mail is answered with 250 when it is the hub's own, not before.
/// </summary>
public sealed class SmtpListener : BackgroundService
{
    private const int Backlog = 512;
    private static readonly TimeSpan Drain = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(1);

    private readonly MailInOptions _options;
    private readonly IMailDrop _drop;
    private readonly TimeProvider _time;
    private readonly ILogger<SmtpListener> _log;
    private readonly SmtpConnections _connections;
    private readonly CancellationTokenSource _abort = new();
    private Socket? _socket;
    private SslServerAuthenticationOptions? _tls;

    /// <param name="options">The section <c>MailIn</c>.</param>
    /// <param name="drop">Where mails go.</param>
    /// <param name="time">The clock.</param>
    /// <param name="log">The log.</param>
    public SmtpListener(IOptions<MailInOptions> options, IMailDrop drop, TimeProvider time, ILogger<SmtpListener> log)
    {
        (_options, _drop, _time, _log) = (options.Value, drop, time, log);
        _connections = new SmtpConnections(_options.MaxConnections, _options.MaxConnectionsPerAddress);
    }

    /// <summary>Where it listens, with the real port; null while it does not.</summary>
    public IPEndPoint? Endpoint { get; private set; }

    /// <summary>Begins to listen; connections are taken from then on.</summary>
    /// <exception cref="IOException">The address cannot be listened on, or the certificate cannot be used; the message says what to do.</exception>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        if (!_options.Enabled) return;
        _tls = Tls();
        _socket = Bind();
        Endpoint = (IPEndPoint)_socket.LocalEndPoint!;
        ListenerLog.Listening(_log, Endpoint);
        await base.StartAsync(cancellationToken);
    }

    /// <summary>Ends the sessions; mails that are being handed on are answered first, unless it takes too long.</summary>
    /// <param name="cancellationToken">Ends that patience.</param>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await _abort.CancelAsync();
        // one that was stopped before it began is cancelled, and has nothing to end
        if (ExecuteTask is { IsCanceled: false } running) await running;
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _socket?.Dispose();
        _abort.Dispose();
        base.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var server = new SmtpServer(_options, _drop, new SmtpMemory(_options.MaxBufferedBytes), _tls, _time, _log);
        var sessions = new List<Task>();
        await AcceptAsync(server, sessions, stoppingToken);
        Endpoint = null;
        _socket!.Dispose();
        await EndAsync(sessions);
    }

    private SslServerAuthenticationOptions? Tls()
    {
        if (_options.Certificate.File.Length == 0) return null;
        try
        {
            var (certificate, chain) = CertificateFiles.Load(_options.Certificate);
            return new SslServerAuthenticationOptions
            {
                ServerCertificateContext = SslStreamCertificateContext.Create(certificate, chain, offline: true),
                AllowRenegotiation = false,
            };
        }
        catch (CryptographicException error)
        {
            throw new IOException($"MailIn:Certificate cannot be used: {error.Message}", error);
        }
    }

    private Socket Bind()
    {
        var address = _options.Bind!;
        var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            if (address.Equals(IPAddress.IPv6Any)) socket.DualMode = true;
            socket.Bind(new IPEndPoint(address, _options.Port));
            socket.Listen(Backlog);
            return socket;
        }
        catch (SocketException error)
        {
            socket.Dispose();
            throw new IOException(
                $"MailIn:Address {_options.Address} with MailIn:Port {_options.Port} cannot be listened on: {error.Message}. " +
                "Stop what listens there, or set MailIn:Port to another port.", error);
        }
    }

    /// <summary>Takes connections until the host stops.</summary>
    private async Task AcceptAsync(SmtpServer server, List<Task> sessions, CancellationToken stopping)
    {
        try
        {
            while (true)
            {
                if (await TryAcceptAsync(stopping) is not { } socket) continue;
                sessions.RemoveAll(session => session.IsCompleted);
                sessions.Add(ServeAsync(server, socket, stopping));
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // the host stops
        }
    }

    private async Task<Socket?> TryAcceptAsync(CancellationToken ct)
    {
        try
        {
            return await _socket!.AcceptAsync(ct);
        }
        catch (SocketException error)
        {
            // most likely there are no file descriptors left
            ListenerLog.AcceptFailed(_log, error);
        }

        await Task.Delay(AfterFailure, _time, ct);
        return null;
    }

    private async Task ServeAsync(SmtpServer server, Socket socket, CancellationToken stopping)
    {
        // a client that has sent everything at once must not keep the next from being taken
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        using var owned = socket;
        try
        {
            socket.NoDelay = true;
            var client = Client(socket);
            using var stream = new NetworkStream(socket, ownsSocket: false);
            var refusal = _connections.TryEnter(client);
            ListenerMetrics.Connected(served: refusal is null);
            if (refusal is not null) await RefuseAsync(stream, refusal, stopping);
            else await ServeAsync(new SmtpServerSession(server, stream, client, stopping, _abort.Token), client);
        }
        catch (Exception error) when (error is SocketException or IOException or OperationCanceledException)
        {
            ListenerLog.ClientGone(_log, error);
        }
        catch (Exception error)
        {
            ListenerLog.SessionFailed(_log, error);
        }
    }

    private async Task ServeAsync(SmtpServerSession session, IPAddress client)
    {
        try
        {
            await session.RunAsync();
        }
        finally
        {
            _connections.Leave(client);
        }
    }

    private static async Task RefuseAsync(NetworkStream stream, SmtpReply reply, CancellationToken ct)
    {
        await using var wire = new SmtpWire(stream);
        await wire.WriteAsync(reply, ct);
        await wire.FlushAsync(ct);
    }

    private static IPAddress Client(Socket socket)
    {
        var address = ((IPEndPoint)socket.RemoteEndPoint!).Address;
        return address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
    }

    /// <summary>Waits for the mails that are being handed on, though not for ever.</summary>
    private async Task EndAsync(List<Task> sessions)
    {
        var all = Task.WhenAll(sessions);
        try
        {
            await all.WaitAsync(Drain, _time);
        }
        catch (TimeoutException)
        {
            ListenerLog.SessionsCut(_log, sessions.Count(session => !session.IsCompleted));
            await _abort.CancelAsync();
            await all;
        }
    }
}
