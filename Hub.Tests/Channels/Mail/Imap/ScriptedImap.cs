using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Hub.Tests.Channels.Mail.Smtp.Sending;

namespace Hub.Tests.Channels.Mail.Imap;

/// <summary>
/// An IMAP server on a free loopback port with one folder. It behaves well, except where the script says what it answers to a command that
/// begins with a word: <c>{tag}</c> stands for the command's tag, <see cref="Drop"/> and <see cref="Hang"/> at the end for what comes after.
/// </summary>
public sealed class ScriptedImap : IAsyncDisposable
{
    public const string Drop = "<drop>";
    public const string Hang = "<hang>";

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentDictionary<string, ConcurrentQueue<string>> _script = new();
    private readonly ConcurrentQueue<string> _heard = new();
    private readonly Task _work;
    private int _connections;

    public ScriptedImap()
    {
        _listener.Start();
        _work = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public Chunking Chunking { get; init; }

    public string Offers { get; init; } = "IMAP4rev1 IDLE MOVE UIDPLUS AUTH=PLAIN SASL-IR";

    public X509Certificate2? Certificate { get; init; }

    public ScriptedFolder Folder { get; } = new();

    public int Connections => _connections;

    /// <summary>Every command without its tag, over all connections.</summary>
    public IReadOnlyList<string> Heard => [.. _heard];

    /// <summary>The next answers to commands that begin with a word: the first for the first such command, and so on. The empty word is the greeting.</summary>
    public void Say(string word, params string[] answers)
    {
        var queue = _script.GetOrAdd(word, _ => new());
        foreach (var answer in answers) queue.Enqueue(answer);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _work;
        _listener.Dispose();
        _stop.Dispose();
    }

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
                serving.Add(ServeAsync(client));
            }
        }
        catch (OperationCanceledException)
        {
        }

        await Task.WhenAll(serving);
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var _ = client;
        try
        {
            Stream stream = client.GetStream();
            var lines = new ScriptedLines(stream);
            if (!await SayAsync(stream, "", "", "* OK scripted\r\n")) return;
            while (await lines.NextAsync(_stop.Token) is { } line)
            {
                var space = line.IndexOf(' ', StringComparison.Ordinal);
                var (tag, command) = space < 0 ? ("", line) : (line[..space], line[(space + 1)..]);
                _heard.Enqueue(command);
                if (!await SayAsync(stream, command, tag, Usual(command))) return;
                if (command == "LOGOUT") return;
                if (command == "STARTTLS" && Certificate is not null)
                {
                    var secure = new SslStream(stream);
                    await secure.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = Certificate }, _stop.Token);
                    stream = secure;
                    lines = new ScriptedLines(stream);
                }

                if (command == "IDLE" && !await IdleAsync(stream, lines, tag)) return;
            }
        }
        catch (Exception error) when (error is IOException or OperationCanceledException or SocketException or System.Security.Authentication.AuthenticationException)
        {
            // the client went away, or the test is over
        }
    }

    private string Usual(string command)
    {
        const string Done = "{tag} OK done\r\n";
        return command.Split(' ')[0] switch
        {
            "CAPABILITY" => $"* CAPABILITY {Offers}\r\n{Done}",
            "SELECT" or "EXAMINE" => $"* {Folder.Count} EXISTS\r\n* OK [UIDVALIDITY {Folder.Validity}] valid\r\n{Done}",
            "UID" => Folder.Answer(command) + Done,
            "IDLE" => "+ idling\r\n",
            "NOOP" => $"* {Folder.Count} EXISTS\r\n{Done}",
            "LOGOUT" => "* BYE bye\r\n" + Done,
            _ => Done,
        };
    }

    /// <summary>Tells of mails until the client has enough.</summary>
    private async Task<bool> IdleAsync(Stream stream, ScriptedLines lines, string tag)
    {
        var done = lines.NextAsync(_stop.Token);
        while (!done.IsCompleted)
        {
            var news = Folder.Changed;
            await SendAsync(stream, string.Create(CultureInfo.InvariantCulture, $"* {Folder.Count} EXISTS\r\n"));
            await Task.WhenAny(done, news);
        }

        if (await done is not { } line) return false;
        _heard.Enqueue(line);
        return await SayAsync(stream, "DONE", tag, "{tag} OK done\r\n");
    }

    /// <returns>Whether the line goes on.</returns>
    private async Task<bool> SayAsync(Stream stream, string command, string tag, string usual)
    {
        var said = usual;
        foreach (var (word, answers) in _script)
            if ((word.Length == 0 ? command.Length == 0 : command.StartsWith(word, StringComparison.Ordinal)) && answers.TryDequeue(out var scripted)) said = scripted;
        var (hang, drop) = (said.EndsWith(Hang, StringComparison.Ordinal), said.EndsWith(Drop, StringComparison.Ordinal));
        await SendAsync(stream, said.Replace(Hang, "", StringComparison.Ordinal).Replace(Drop, "", StringComparison.Ordinal).Replace("{tag}", tag, StringComparison.Ordinal));
        if (hang) await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, _stop.Token);
        return !drop;
    }

    private async Task SendAsync(Stream stream, string text)
    {
        var octets = Encoding.Latin1.GetBytes(text);
        for (var at = 0; at < octets.Length;)
        {
            var end = Array.IndexOf(octets, (byte)'\n', at);
            var length = Chunking switch
            {
                Chunking.ByteByByte => 1,
                Chunking.LineByLine when end >= 0 => end + 1 - at,
                _ => octets.Length - at,
            };
            await stream.WriteAsync(octets.AsMemory(at, length), _stop.Token);
            at += length;
        }
    }
}
