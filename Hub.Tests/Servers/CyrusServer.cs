using System.Collections.Concurrent;

namespace Hub.Tests.Servers;

/// <summary>A private Cyrus IMAP server on free loopback ports. Whoever signs in with whatever password has a mailbox; mails are appended to it.</summary>
public sealed class CyrusServer : IMailboxServer
{
    /// <summary>Who root becomes to start it, because Cyrus refuses root: a user that every Debian has.</summary>
    private const string Account = "mail";

    private const string Mailbox = "support@example.test";
    // what waits for mails has its sockets in conf/socket; without that it looks once a minute
    private static readonly string[] OwnFolders = ["conf/socket", "spool", "sock", "sieve"];
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly TempFolder _folder = new("cyrus");
    private readonly ConcurrentQueue<(string Mail, string Folder)> _waiting = new();
    private ServerProcess? _process;

    private CyrusServer()
    {
    }

    public int Port { get; } = FreePort.Find();

    public int TlsPort { get; } = FreePort.Find();

    public string CaFile { get; private set; } = "";

    public string User => Mailbox;

    public string Password => "s3cret \"pass\\word\"";

    private string Programs => _folder["bin"];

    private Dictionary<string, string> Libraries => new() { ["LD_LIBRARY_PATH"] = Programs };

    public static async Task<CyrusServer> StartAsync(CancellationToken ct)
    {
        var server = new CyrusServer();
        try
        {
            await server.WriteAsync(ct);
            await server.StartAgainAsync(ct);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    public async Task DropAsync(string mail, string folder, CancellationToken ct)
    {
        if (_process is null)
        {
            _waiting.Enqueue((mail, folder));
            return;
        }

        await using var client = await SignInAsync(ct);
        await client.AppendAsync(folder, mail, ct);
    }

    public async Task<(int All, int Read)> CountAsync(string folder, CancellationToken ct)
    {
        await using var client = await SignInAsync(ct);
        return await client.StatusAsync(folder, ct) is { } status ? (status.All, status.All - status.Unread) : (0, 0);
    }

    public async Task MarkReadAsync(CancellationToken ct)
    {
        await using var client = await SignInAsync(ct);
        await client.DoneAsync("SELECT INBOX", ct);
        await client.DoneAsync(@"STORE 1:* +FLAGS.SILENT (\Seen)", ct);
    }

    public async Task StopAsync(CancellationToken ct)
    {
        if (_process is null) return;
        _process.Signal(Signals.Terminate);
        await _process.ExitAsync(Patience, ct);
        await _process.AssertNoOrphanAsync(ct);
        await _process.DisposeAsync();
        _process = null;
    }

    public async Task StartAgainAsync(CancellationToken ct)
    {
        await ServerUser.HandOverAsync(Account, _folder.Path, ct);
        _process = ServerProcess.Start(Command("master", "-M", _folder["cyrus.conf"], "-p", _folder["master.pid"]), _folder.Path, Libraries);
        await LoopbackPort.OpensAsync(TlsPort, _process, ct);
        while (_waiting.TryDequeue(out var waiting)) await DropAsync(waiting.Mail, waiting.Folder, ct);
    }

    public async Task ForgetNumbersAsync(CancellationToken ct)
    {
        await StopAsync(ct);
        var indexes = Directory.GetFiles(_folder["spool"], "cyrus.index", SearchOption.AllDirectories);
        // its new UIDVALIDITY is the second of the clock: within the second of the old one it would be the same
        var written = indexes.Max(File.GetLastWriteTimeUtc);
        await Eventually.HoldsAsync(() => TimeProvider.System.GetUtcNow() >= written.AddSeconds(1), "a later second", Patience, ct);
        foreach (var file in indexes) File.Delete(file);
        await using (var reconstruct = ServerProcess.Start(Command("reconstruct", "-u", Mailbox), _folder.Path, Libraries))
            Assert.Equal(0, await reconstruct.ExitAsync(Patience, ct));
        await StartAgainAsync(ct);
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null) await _process.DisposeAsync();
        _folder.Dispose();
    }

    private Task<RawImapClient> SignInAsync(CancellationToken ct) => RawImapClient.SignInAsync(Port, User, Password, ct);

    private string[] Command(string program, params string[] arguments) =>
        ServerUser.Unprivileged(Account, [Path.Combine(Programs, program), "-C", _folder["imapd.conf"], .. arguments]);

    private async Task WriteAsync(CancellationToken ct)
    {
        foreach (var name in OwnFolders) Directory.CreateDirectory(_folder[name]);
        await CyrusInstallation.CopyAsync(Programs, ct);
        var certificate = ServerCertificate.Make(_folder.Path);
        CaFile = certificate.CertificateFile;
        await File.WriteAllTextAsync(_folder["imapd.conf"], Settings(certificate), ct);
        await File.WriteAllTextAsync(_folder["cyrus.conf"], Services(), ct);
    }

    private string Settings(ServerCertificate certificate) =>
        $"""
        configdirectory: {_folder["conf"]}
        defaultpartition: default
        partition-default: {_folder["spool"]}
        cyrus_user: {(ServerUser.IsRoot ? Account : Environment.UserName)}
        admins: cyrus
        allowplaintext: yes
        sasl_pwcheck_method: alwaystrue
        sasl_mech_list: PLAIN LOGIN
        virtdomains: userid
        defaultdomain: localhost
        loginrealms: example.test
        unixhierarchysep: yes
        altnamespace: yes
        autocreate_quota: 0
        autocreate_inbox_folders: Billing | Sent | Archive
        xlist-sent: Sent
        xlist-archive: Archive
        idlesocket: {_folder["sock/idle"]}
        lmtpsocket: {_folder["sock/lmtp"]}
        notifysocket: {_folder["sock/notify"]}
        sievedir: {_folder["sieve"]}
        tls_server_cert: {certificate.CertificateFile}
        tls_server_key: {certificate.KeyFile}

        """;

    private string Services()
    {
        var settings = $"-C {_folder["imapd.conf"]}";
        return $$"""
            START {
              recover cmd="{{Programs}}/ctl_cyrusdb {{settings}} -r"
            }
            SERVICES {
              imap cmd="{{Programs}}/imapd {{settings}}" listen="127.0.0.1:{{Port}}"
              imaps cmd="{{Programs}}/imapd {{settings}} -s" listen="127.0.0.1:{{TlsPort}}"
            }
            DAEMON {
              idled cmd="{{Programs}}/idled {{settings}}"
            }

            """;
    }
}
