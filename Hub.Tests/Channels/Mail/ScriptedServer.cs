using System.Collections.Concurrent;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Hub.Tests.Servers;

namespace Hub.Tests.Channels.Mail;

/// <summary>
/// A server that follows a script: for each command that begins with a word, what it says. <see cref="Drop"/> and <see cref="Hang"/> at the end
/// close the line or say nothing more; text before them is said first. What the script does not name is answered as a well-behaved
/// server would.
/// </summary>
public abstract class ScriptedServer : LoopbackServer
{
    public const string Drop = "<drop>";
    public const string Hang = "<hang>";

    private readonly ConcurrentDictionary<string, ConcurrentQueue<string>> _script = new();
    private readonly ConcurrentQueue<string> _heard = new();
    private readonly TaskCompletionSource _hanging = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>How what it says is cut on its way.</summary>
    public Chunking Chunking { get; init; }

    public X509Certificate2? Certificate { get; init; }

    /// <summary>Every command, over all connections.</summary>
    public IReadOnlyList<string> Heard => [.. _heard];

    /// <summary>Completes when the script says to hang.</summary>
    public Task Hanging => _hanging.Task;

    /// <summary>What is meant by the characters that it says.</summary>
    protected virtual Encoding Letters => Encoding.UTF8;

    /// <summary>What stands behind each answer that goes on.</summary>
    protected virtual string AnswerEnd => "";

    /// <summary>The next answers to commands that begin with a word: the first for the first such command, and so on. The empty word is the greeting.</summary>
    public void Say(string word, params string[] answers)
    {
        var queue = _script.GetOrAdd(word, _ => new());
        foreach (var answer in answers) queue.Enqueue(answer);
    }

    protected sealed override async Task ServeAsync(TcpClient client)
    {
        try
        {
            await TalkAsync(client.GetStream());
        }
        catch (Exception error) when (error is IOException or OperationCanceledException or SocketException or AuthenticationException)
        {
            // the client went away, or the test is over
        }
    }

    /// <summary>One connection, from the greeting to its end.</summary>
    protected abstract Task TalkAsync(Stream stream);

    protected void Hear(string command) => _heard.Enqueue(command);

    /// <summary>Whether the script has ever said something about a word.</summary>
    protected bool IsScripted(string word) => _script.ContainsKey(word);

    /// <summary>Says what the script has for a command, or the usual.</summary>
    /// <returns>What was said, or null where the line is at its end.</returns>
    protected async Task<string?> AnswerAsync(Stream stream, string command, string usual, string tag = "")
    {
        var said = usual;
        foreach (var (word, answers) in _script)
            if ((word.Length == 0 ? command.Length == 0 : command.StartsWith(word, StringComparison.Ordinal)) && answers.TryDequeue(out var scripted)) said = scripted;

        var (hang, drop) = (said.EndsWith(Hang, StringComparison.Ordinal), said.EndsWith(Drop, StringComparison.Ordinal));
        var text = said.Replace(Hang, "", StringComparison.Ordinal).Replace(Drop, "", StringComparison.Ordinal).Replace("{tag}", tag, StringComparison.Ordinal);
        if (text.Length > 0) await SendAsync(stream, hang || drop ? text : text + AnswerEnd);
        if (!hang) return drop ? null : said;
        _hanging.TrySetResult();
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, Stop);
        return null;
    }

    protected async Task SendAsync(Stream stream, string text)
    {
        var octets = Letters.GetBytes(text);
        for (var at = 0; at < octets.Length;)
        {
            var length = Chunking switch
            {
                Chunking.ByteByByte => 1,
                Chunking.LineByLine => LineAt(octets, at),
                _ => octets.Length - at,
            };
            await stream.WriteAsync(octets.AsMemory(at, length), Stop);
            at += length;
        }
    }

    protected async Task<Stream> SecureAsync(Stream stream)
    {
        var secure = new SslStream(stream);
        await secure.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = Certificate }, Stop);
        return secure;
    }

    private static int LineAt(byte[] octets, int at)
    {
        var end = Array.IndexOf(octets, (byte)'\n', at);
        return (end < 0 ? octets.Length : end + 1) - at;
    }
}
