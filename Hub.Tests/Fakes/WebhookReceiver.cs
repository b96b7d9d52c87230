using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;

namespace Hub.Tests.Fakes;

/// <summary>
/// A real HTTP receiver on a loopback port that speaks from a script, checks signatures with its own few lines, and keeps a ledger that is
/// only ever added to: the truth from outside.
/// </summary>
public sealed class WebhookReceiver : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly byte[] _key;
    private readonly ConcurrentQueue<WebhookPost> _ledger = new();
    private readonly CancellationTokenSource _closing = new();
    private readonly Task _serving;

    public WebhookReceiver(string secret)
    {
        _key = secret.StartsWith("whsec_", StringComparison.Ordinal) ? Convert.FromBase64String(secret["whsec_".Length..]) : Encoding.UTF8.GetBytes(secret);
        _listener.Start();
        _serving = ServeAsync();
    }

    public string Url => $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/hook";

    public int Status { get; set; } = 200;

    public string ExtraHeader { get; set; } = "";

    public WebhookFault Fault { get; set; }

    /// <summary>When posts that are read from now on are answered; at once.</summary>
    public Task AnswerWhen { get; set; } = Task.CompletedTask;

    public int Connections { get; private set; }

    public IReadOnlyList<WebhookPost> Ledger => [.. _ledger];

    public int CountOf(Guid delivery) => _ledger.Count(post => post.Id == delivery.ToString());

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        // not before it serves no more: accepting on a listener that was stopped is another error
        await _serving;
        _listener.Stop();
        _closing.Dispose();
    }

    private async Task ServeAsync()
    {
        var open = new List<Task>();
        try
        {
            while (true)
            {
                var socket = await _listener.AcceptSocketAsync(_closing.Token);
                Connections++;
                open.Add(AnswerAsync(socket));
            }
        }
        catch (Exception error) when (error is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(open);
        }
    }

    private async Task AnswerAsync(Socket socket)
    {
        using (socket)
        {
            try
            {
                // a close with this setting is a reset
                socket.LingerState = new LingerOption(Fault is WebhookFault.DropBeforeReading or WebhookFault.DropAfterReading, 0);
                if (Fault == WebhookFault.DropBeforeReading) return;
                var (headers, body) = await ReadAsync(socket);
                var answerWhen = AnswerWhen;
                Note(headers, body);
                await answerWhen.WaitAsync(_closing.Token);
                if (Fault == WebhookFault.DropAfterReading) return;
                if (Fault == WebhookFault.Silence) await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, _closing.Token);
                await socket.SendAsync(Encoding.ASCII.GetBytes(Answer()), _closing.Token);
                if (Fault == WebhookFault.EndlessBody) await SendWithoutEndAsync(socket);
                socket.Shutdown(SocketShutdown.Send);
            }
            catch (Exception error) when (error is OperationCanceledException or SocketException or IOException)
            {
                // the client went, or the test is over
            }
        }
    }

    private string Answer()
    {
        var extra = ExtraHeader.Length > 0 ? ExtraHeader + "\r\n" : "";
        return Fault switch
        {
            WebhookFault.HalfStatus => "HTTP/1.1 20",
            WebhookFault.HalfBody => $"HTTP/1.1 {Status} Said\r\nContent-Length: 100\r\n\r\nhalf",
            WebhookFault.EndlessBody => $"HTTP/1.1 {Status} Said\r\nContent-Length: 100000000\r\n\r\n",
            _ => $"HTTP/1.1 {Status} Said\r\n{extra}Content-Length: 0\r\nConnection: close\r\n\r\n",
        };
    }

    private async Task SendWithoutEndAsync(Socket socket)
    {
        var piece = new byte[16_384];
        for (var i = 0; i < 6_000; i++) await socket.SendAsync(piece, _closing.Token);
    }

    private void Note(Dictionary<string, string> headers, byte[] body)
    {
        var (id, at) = (headers.GetValueOrDefault("webhook-id", ""), headers.GetValueOrDefault("webhook-timestamp", ""));
        byte[] signed = [.. Encoding.UTF8.GetBytes($"{id}.{at}."), .. body];
        var mac = HMACSHA256.HashData(_key, signed);
        var genuine = headers.GetValueOrDefault("webhook-signature") == "v1," + Convert.ToBase64String(mac);
        var taken = Fault is WebhookFault.None or WebhookFault.HalfBody or WebhookFault.EndlessBody && Status is >= 200 and < 300;
        _ledger.Enqueue(new WebhookPost(id, genuine, taken, headers, Encoding.UTF8.GetString(body)));
    }

    private async Task<(Dictionary<string, string> Headers, byte[] Body)> ReadAsync(Socket socket)
    {
        var bytes = new List<byte>();
        var buffer = new byte[65_536];
        int end;
        while ((end = bytes.ToArray().AsSpan().IndexOf("\r\n\r\n"u8)) < 0) bytes.AddRange(buffer[..await ReceiveAsync(socket, buffer)]);
        var headers = Encoding.ASCII.GetString(bytes.ToArray(), 0, end).Split("\r\n").Skip(1)
            .Select(line => line.Split(':', 2))
            .ToDictionary(pair => pair[0].Trim().ToLowerInvariant(), pair => pair[1].Trim());
        var length = int.Parse(headers["content-length"], CultureInfo.InvariantCulture);
        while (bytes.Count < end + 4 + length) bytes.AddRange(buffer[..await ReceiveAsync(socket, buffer)]);
        return (headers, [.. bytes.Skip(end + 4)]);
    }

    private async Task<int> ReceiveAsync(Socket socket, byte[] buffer)
    {
        var read = await socket.ReceiveAsync(buffer, _closing.Token);
        return read > 0 ? read : throw new IOException("The client closed in the middle of its request.");
    }
}
