using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Hub.Host.Bench.Smtp;

/// <summary>Sessions of mail clients that send one mail after the other, each as soon as the one before was answered.</summary>
internal sealed class SmtpLoad : IAsyncDisposable
{
    private const string Recipient = "support@localhost";
    private const int Bytes = 4096;
    private const int PerCustomer = 5;

    private readonly ConcurrentBag<Session> _sessions = [];

    /// <summary>Opens the sessions.</summary>
    public static async Task<SmtpLoad> ConnectAsync(IPEndPoint endpoint, int sessions, CancellationToken ct)
    {
        var load = new SmtpLoad();
        for (var i = 0; i < sessions; i++) load._sessions.Add(await Session.OpenAsync(endpoint, ct));
        return load;
    }

    /// <summary>Sends so many mails, numbered from <paramref name="first"/>, five of each customer.</summary>
    public Task<BenchResult> SendAsync(int first, int count, CancellationToken ct) =>
        new Measurement(count).RunAsync("smtp", _sessions.Count, async number =>
        {
            if (!_sessions.TryTake(out var session)) throw new InvalidOperationException("There are fewer sessions than senders.");
            await session.SendAsync(Mail(first + number), ct);
            _sessions.Add(session);
        });

    public async ValueTask DisposeAsync()
    {
        foreach (var session in _sessions) await session.DisposeAsync();
    }

    private static byte[] Mail(int number)
    {
        var customer = number / PerCustomer;
        var head = string.Create(
            CultureInfo.InvariantCulture,
            $"""
            From: Customer {customer} <customer-{customer}@example.org>
            To: {Recipient}
            Subject: Order {number}
            Date: Mon, 02 Mar 2026 09:00:00 +0000
            Message-ID: <bench-{number}@example.org>
            MIME-Version: 1.0
            Content-Type: text/plain; charset=us-ascii


            """).ReplaceLineEndings("\r\n");
        const string Line = "I ordered on the third and it has not left your warehouse yet.\r\n";
        var lines = (Bytes - head.Length) / Line.Length;
        return Encoding.ASCII.GetBytes(head + string.Concat(Enumerable.Repeat(Line, lines)) + ".\r\n");
    }

    private sealed class Session : IAsyncDisposable
    {
        private static readonly byte[] Envelope =
            Encoding.ASCII.GetBytes($"MAIL FROM:<customer@example.org>\r\nRCPT TO:<{Recipient}>\r\nDATA\r\n");

        private readonly NetworkStream _stream;
        private readonly StreamReader _reader;

        private Session(Socket socket)
        {
            _stream = new NetworkStream(socket, ownsSocket: true);
            _reader = new StreamReader(_stream, Encoding.ASCII);
        }

        public static async Task<Session> OpenAsync(IPEndPoint endpoint, CancellationToken ct)
        {
            var socket = new Socket(endpoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            await socket.ConnectAsync(endpoint, ct);
            var session = new Session(socket);
            await session.ExpectAsync("220", ct);
            await session._stream.WriteAsync("EHLO bench.example.org\r\n"u8.ToArray(), ct);
            await session.ExpectAsync("250", ct);
            return session;
        }

        public async Task SendAsync(byte[] mail, CancellationToken ct)
        {
            await _stream.WriteAsync(Envelope, ct);
            await ExpectAsync("250", ct);
            await ExpectAsync("250", ct);
            await ExpectAsync("354", ct);
            await _stream.WriteAsync(mail, ct);
            await ExpectAsync("250", ct);
        }

        public async ValueTask DisposeAsync()
        {
            _reader.Dispose();
            await _stream.DisposeAsync();
        }

        private async Task ExpectAsync(string code, CancellationToken ct)
        {
            string? line;
            do line = await _reader.ReadLineAsync(ct);
            while (line?.Length > 3 && line[3] == '-');
            if (line?.StartsWith(code, StringComparison.Ordinal) != true)
                throw new InvalidOperationException($"A mail was not taken: {line ?? "the connection was closed"}. The bench sends to {Recipient}, which a channel has to take.");
        }
    }
}
