namespace Hub.Tests.Servers;

/// <summary>
/// Postfix's <c>smtp-sink</c> on a free loopback port: takes every mail, or has a fault (its manual page names the options). It offers no TLS.
/// </summary>
public sealed class SmtpSink : IAsyncDisposable
{
    private const string RootBecomes = "postfix";
    private readonly TempFolder _folder = new("sink");
    private ServerProcess? _process;

    private SmtpSink()
    {
    }

    public int Port { get; } = FreePort.Find();

    /// <summary>The mails that were taken, each with the lines about its envelope before it.</summary>
    public IReadOnlyList<string> Mails => [.. Directory.GetFiles(_folder.Path, "mail.*").Order(StringComparer.Ordinal).Select(File.ReadAllText)];

    /// <summary>Starts one. Faults: <c>-f rcpt -B "550 5.1.1 unknown"</c>, <c>-r rcpt</c> for 4yz, <c>-q data</c> to drop the line, <c>-W .:10</c> to
    /// answer late.</summary>
    public static async Task<SmtpSink> StartAsync(string[] options, CancellationToken ct)
    {
        var sink = new SmtpSink();
        try
        {
            await ServerUser.HandOverAsync(RootBecomes, sink._folder.Path, ct);
            string[] user = ServerUser.IsRoot ? ["-u", RootBecomes] : [];
            sink._process = ServerProcess.Start(
                ["smtp-sink", .. user, "-d", "mail.%Y%m%d%H%M%S.", .. options, $"127.0.0.1:{sink.Port}", "64"], sink._folder.Path);
            await LoopbackPort.OpensAsync(sink.Port, sink._process, ct);
            return sink;
        }
        catch
        {
            await sink.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null) await _process.DisposeAsync();
        _folder.Dispose();
    }
}
