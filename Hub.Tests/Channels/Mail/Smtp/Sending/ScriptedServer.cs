using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Hub.Tests.Channels.Mail.Smtp.Sending;

/// <summary>
/// A mail server on a free loopback port that follows a script: for each command that begins with a word, what it says. The special answers
/// <see cref="Drop"/> and <see cref="Hang"/> close the line or say nothing; text before them is said first. What the script does not name is
/// answered as a well-behaved server would.
/// </summary>
public sealed class ScriptedServer : IAsyncDisposable
{
    public const string Drop = "<drop>";
    public const string Hang = "<hang>";

    /// <summary>The word for the end of a mail's content.</summary>
    public const string End = ".";

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentDictionary<string, ConcurrentQueue<string>> _script = new();
    private readonly ConcurrentQueue<string> _heard = new();
    private readonly ConcurrentQueue<string> _mails = new();
    private readonly TaskCompletionSource _hanging = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task _work;
    private int _connections;

    public ScriptedServer()
    {
        _listener.Start();
        _work = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public Chunking Chunking { get; init; }

    /// <summary>Its answer to EHLO, or null where it knows only HELO.</summary>
    public string? Offers { get; set; } = "PIPELINING\nSIZE 20000000\n8BITMIME\nENHANCEDSTATUSCODES\nSMTPUTF8";

    public X509Certificate2? Certificate { get; init; }

    /// <summary>Whether TLS begins with the connection.</summary>
    public bool Implicit { get; init; }

    /// <summary>How long it takes to keep a mail once it has the whole of it.</summary>
    public TimeSpan Thinks { get; init; }

    public int Connections => _connections;

    /// <summary>Every command, over all connections.</summary>
    public IReadOnlyList<string> Heard => [.. _heard];

    /// <summary>The content of every mail that got to its end, as it was on the wire.</summary>
    public IReadOnlyList<string> Mails => [.. _mails];

    /// <summary>Completes when the script says to hang.</summary>
    public Task Hanging => _hanging.Task;

    /// <summary>The next answers to commands that begin with a word: the first for the first such command, and so on.</summary>
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
            if (Implicit) stream = await SecureAsync(stream);
            var lines = new ScriptedLines(stream);
            if (await AnswerAsync(stream, "", "220 scripted") is null) return;
            while (await lines.NextAsync(_stop.Token) is { } command)
            {
                _heard.Enqueue(command);
                var usual = UsualAnswer(command);
                if (await AnswerAsync(stream, command, usual) is not { } said || said.StartsWith("221", StringComparison.Ordinal)) return;
                if (said.StartsWith("220", StringComparison.Ordinal) && command == "STARTTLS")
                {
                    stream = await SecureAsync(stream);
                    lines = new ScriptedLines(stream);
                }

                if (said.StartsWith("334", StringComparison.Ordinal)) _heard.Enqueue("(auth)");
                if (command == "DATA" && said.StartsWith("354", StringComparison.Ordinal) && !await ContentAsync(stream, lines)) return;
            }
        }
        catch (Exception error) when (error is IOException or OperationCanceledException or SocketException or System.Security.Authentication.AuthenticationException)
        {
            // the client went away, or the test is over
        }
    }

    private async Task<bool> ContentAsync(Stream stream, ScriptedLines lines)
    {
        var content = new StringBuilder();
        while (await lines.NextAsync(_stop.Token) is { } line)
        {
            if (line == ".")
            {
                _mails.Enqueue(content.ToString());
                if (Thinks > TimeSpan.Zero) await Task.Delay(Thinks, TimeProvider.System, _stop.Token);
                return await AnswerAsync(stream, End, "250 2.0.0 Ok: queued as 4ABC") is not null;
            }

            content.Append(line).Append("\r\n");
            if (_script.ContainsKey("content") && await AnswerAsync(stream, "content", "") is null) return false;
        }

        return false;
    }

    private string UsualAnswer(string command) => command.Split(' ', ':')[0] switch
    {
        "EHLO" when Offers is null => "502 5.5.1 what?",
        "EHLO" => string.Join("\r\n", Offered()),
        "QUIT" => "221 2.0.0 bye",
        "DATA" => "354 go on",
        "STARTTLS" when Certificate is null => "502 5.5.1 no",
        "STARTTLS" => "220 2.0.0 go on",
        "AUTH" => "235 2.7.0 welcome",
        _ => "250 2.0.0 Ok",
    };

    private IEnumerable<string> Offered()
    {
        var lines = ("scripted\n" + Offers).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return lines.Select((line, i) => (i == lines.Length - 1 ? "250 " : "250-") + line);
    }

    /// <returns>What was said, or null where the line is at its end.</returns>
    private async Task<string?> AnswerAsync(Stream stream, string command, string usual)
    {
        var said = usual;
        foreach (var (word, answers) in _script)
            if ((word.Length == 0 ? command.Length == 0 : command.StartsWith(word, StringComparison.Ordinal)) && answers.TryDequeue(out var scripted)) said = scripted;

        var (hang, drop) = (said.EndsWith(Hang, StringComparison.Ordinal), said.EndsWith(Drop, StringComparison.Ordinal));
        var text = said.Replace(Hang, "", StringComparison.Ordinal).Replace(Drop, "", StringComparison.Ordinal);
        if (text.Length > 0) await SendAsync(stream, hang || drop ? text : text + "\r\n");
        if (!hang) return drop ? null : said;
        _hanging.TrySetResult();
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, _stop.Token);
        return null;
    }

    private async Task SendAsync(Stream stream, string text)
    {
        var octets = Encoding.UTF8.GetBytes(text);
        var step = Chunking == Chunking.ByteByByte ? 1 : octets.Length;
        for (var at = 0; at < octets.Length;)
        {
            var length = Chunking == Chunking.LineByLine ? LineAt(octets, at) : Math.Min(step, octets.Length - at);
            await stream.WriteAsync(octets.AsMemory(at, length), _stop.Token);
            at += length;
        }
    }

    private static int LineAt(byte[] octets, int at)
    {
        var end = Array.IndexOf(octets, (byte)'\n', at);
        return (end < 0 ? octets.Length : end + 1) - at;
    }

    private async Task<Stream> SecureAsync(Stream stream)
    {
        var secure = new SslStream(stream);
        await secure.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = Certificate }, _stop.Token);
        return secure;
    }
}
