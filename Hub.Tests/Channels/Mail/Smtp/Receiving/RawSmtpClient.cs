using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;

namespace Hub.Tests.Channels.Mail.Smtp.Receiving;

/// <summary>Says what a test wants and nothing of its own.</summary>
internal sealed class RawSmtpClient : IAsyncDisposable
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly Socket _socket;
    private Stream _stream;
    private StreamReader _reader;

    private RawSmtpClient(Socket socket)
    {
        _socket = socket;
        _stream = new NetworkStream(socket, ownsSocket: true);
        _reader = new StreamReader(_stream, Encoding.Latin1);
    }

    public static async Task<RawSmtpClient> ConnectAsync(IPEndPoint endpoint, CancellationToken ct)
    {
        var socket = new Socket(endpoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(endpoint, ct);
        return new RawSmtpClient(socket);
    }

    public Task SendAsync(string text, CancellationToken ct) => SendAsync(text, Cutting.AtOnce, ct);

    public async Task SendAsync(string text, Cutting cutting, CancellationToken ct)
    {
        foreach (var piece in Chunks.Of(Encoding.UTF8.GetBytes(text), cutting)) await _stream.WriteAsync(piece, ct);
    }

    /// <summary>The next reply, its lines joined by line feeds.</summary>
    public async Task<string> ReplyAsync(CancellationToken ct)
    {
        var reply = new List<string>();
        do reply.Add(await LineAsync(ct) ?? throw new EndOfStreamException($"The listener closed after: {string.Join('\n', reply)}"));
        while (reply[^1].Length > 3 && reply[^1][3] == '-');
        return string.Join('\n', reply);
    }

    public async Task<string> SayAsync(string line, CancellationToken ct)
    {
        await SendAsync(line + "\r\n", ct);
        return await ReplyAsync(ct);
    }

    /// <summary>Says lines and checks the beginning of each reply.</summary>
    public async Task TalkAsync(CancellationToken ct, params (string Line, string Reply)[] talk)
    {
        foreach (var (line, reply) in talk) Assert.StartsWith(reply, await SayAsync(line, ct), StringComparison.Ordinal);
    }

    /// <summary>Everything up to the listener's end, a line for each line.</summary>
    public async Task<List<string>> RestAsync(CancellationToken ct)
    {
        var lines = new List<string>();
        while (await LineAsync(ct) is { } line) lines.Add(line);
        return lines;
    }

    /// <summary>Does the handshake with the host <c>mx.test</c>, whose certificate nobody vouches for.</summary>
    public async Task SecureAsync(CancellationToken ct)
    {
        var secured = new SslStream(_stream, leaveInnerStreamOpen: false, (_, shown, _, _) => shown?.Subject == "CN=mx.test");
        await secured.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = "mx.test" }, ct).WaitAsync(Patience, TimeProvider.System, ct);
        _stream = secured;
        _reader = new StreamReader(secured, Encoding.Latin1);
    }

    /// <summary>Goes away without a word, as a machine that loses its power.</summary>
    public void Vanish() => _socket.Close(timeout: 0);

    public async ValueTask DisposeAsync()
    {
        _reader.Dispose();
        await _stream.DisposeAsync();
    }

    private Task<string?> LineAsync(CancellationToken ct) => _reader.ReadLineAsync(ct).AsTask().WaitAsync(Patience, TimeProvider.System, ct);
}
