using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;

namespace Hub.Tests.Servers;

/// <summary>What a person's mail program does in a mailbox, said in the clear and without anything of the hub's own client.</summary>
internal sealed partial class RawImapClient : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly NetworkStream _stream;
    private readonly StreamReader _reader;

    private RawImapClient(Socket socket)
    {
        _stream = new NetworkStream(socket, ownsSocket: true);
        _reader = new StreamReader(_stream, Encoding.Latin1);
    }

    public static async Task<RawImapClient> SignInAsync(int port, string user, string password, CancellationToken ct)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(IPAddress.Loopback, port, ct);
        var client = new RawImapClient(socket);
        await client.LineAsync(ct);
        await client.DoneAsync($"LOGIN {Quoted(user)} {Quoted(password)}", ct);
        return client;
    }

    /// <summary>Puts a mail into a folder.</summary>
    public async Task AppendAsync(string folder, string mail, CancellationToken ct)
    {
        var octets = Encoding.UTF8.GetBytes(mail.ReplaceLineEndings("\r\n"));
        var text = string.Create(CultureInfo.InvariantCulture, $"APPEND {Quoted(folder)} {{{octets.Length}+}}\r\n");
        await DoneAsync(text + Encoding.Latin1.GetString(octets), ct);
    }

    /// <summary>How many mails a folder has, and how many are not marked as read; null where there is none of this name.</summary>
    public async Task<(int All, int Unread)?> StatusAsync(string folder, CancellationToken ct)
    {
        var (lines, done) = await SayAsync($"STATUS {Quoted(folder)} (MESSAGES UNSEEN)", ct);
        if (!done.StartsWith("a OK", StringComparison.Ordinal)) return null;
        var status = lines.Single(line => line.StartsWith("* STATUS ", StringComparison.Ordinal));
        return (Number(Messages().Match(status)), Number(Unseen().Match(status)));
    }

    /// <summary>Says a command, which is done.</summary>
    public async Task DoneAsync(string command, CancellationToken ct)
    {
        var (_, done) = await SayAsync(command, ct);
        if (!done.StartsWith("a OK", StringComparison.Ordinal)) throw new InvalidOperationException($"The server answers '{done}' to {command.Split('\r')[0]}.");
    }

    public async ValueTask DisposeAsync()
    {
        _reader.Dispose();
        await _stream.DisposeAsync();
    }

    private async Task<(List<string> Lines, string Done)> SayAsync(string command, CancellationToken ct)
    {
        await _stream.WriteAsync(Encoding.Latin1.GetBytes($"a {command}\r\n"), ct);
        var lines = new List<string>();
        while (true)
        {
            var line = await LineAsync(ct);
            if (line.StartsWith("a ", StringComparison.Ordinal)) return (lines, line);
            lines.Add(line);
        }
    }

    private async Task<string> LineAsync(CancellationToken ct) =>
        await _reader.ReadLineAsync(ct).AsTask().WaitAsync(Patience, TimeProvider.System, ct) ?? throw new EndOfStreamException("The server closed.");

    private static int Number(Match match) => int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture);

    private static string Quoted(string text) =>
        $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    [GeneratedRegex("MESSAGES ([0-9]+)")]
    private static partial Regex Messages();

    [GeneratedRegex("UNSEEN ([0-9]+)")]
    private static partial Regex Unseen();
}
