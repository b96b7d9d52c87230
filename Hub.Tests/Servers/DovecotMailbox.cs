using System.Globalization;

namespace Hub.Tests.Servers;

/// <summary>A private Dovecot with mailboxes on free loopback ports, in the clear (with STARTTLS) and by TLS. Mails are dropped into the Maildir of a user.</summary>
public sealed class DovecotMailbox : IMailboxServer
{
    public const string User = "support@example.test";
    public const string Password = "s3cret \"pass\\word\"";

    /// <summary>Who root becomes to start it: Dovecot wants each of its parts to have a user, and root is none.</summary>
    private const string Account = "dovecot";
    private static readonly string[] OwnFolders = ["run", "state", "mail"];
    private static readonly string[] Folders = ["INBOX", "Billing", "Sent"];
    private static readonly string[] Parts = ["tmp", "new", "cur"];
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly TempFolder _folder = new("mailbox");
    private ServerProcess? _process;
    private readonly IReadOnlyList<string> _users;
    private int _mails;

    private DovecotMailbox(IReadOnlyList<string> users) => _users = users;

    public int Port { get; } = FreePort.Find();

    public int TlsPort { get; } = FreePort.Find();

    public string CaFile { get; private set; } = "";

    string IMailboxServer.User => User;

    string IMailboxServer.Password => Password;

    public string Log => _process?.Everything ?? "";

    /// <summary>Starts one.</summary>
    /// <param name="ct">Gives up.</param>
    /// <param name="introspection">Where it asks whether an access token is good, or null where it takes none.</param>
    /// <param name="users">Who has a mailbox there, besides <see cref="User"/>.</param>
    public static async Task<DovecotMailbox> StartAsync(CancellationToken ct, string? introspection = null, IReadOnlyList<string>? users = null)
    {
        var server = new DovecotMailbox([User, .. users ?? []]);
        try
        {
            await server.WriteAsync(introspection, ct);
            await server.StartAgainAsync(ct);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>The Maildir of a user's folder.</summary>
    public string Maildir(string folder = "INBOX", string user = User) => Path.Combine(_folder["mail"], user, folder == "INBOX" ? "" : "." + folder);

    /// <summary>The lines of a Postfix's main.cf that make it deliver mail for these users into their mailboxes.</summary>
    public async Task<IReadOnlyList<string>> PostfixSettingsAsync(CancellationToken ct)
    {
        await File.WriteAllLinesAsync(_folder["postfix-users"], _users.Select(user => $"{user} {user}/"), ct);
        var owner = ServerUser.IsRoot ? Account : Environment.UserName;
        return
        [
            $"virtual_mailbox_base = {_folder["mail"]}", $"virtual_mailbox_maps = texthash:{_folder["postfix-users"]}", "virtual_minimum_uid = 1",
            $"virtual_uid_maps = static:{await ServerUser.IdAsync("-u", owner, ct)}", $"virtual_gid_maps = static:{await ServerUser.IdAsync("-g", owner, ct)}",
            "recipient_delimiter = +",
        ];
    }

    /// <summary>The mails of a user's inbox as they lie there.</summary>
    public async Task<IReadOnlyList<byte[]>> ContentsAsync(string user, CancellationToken ct) =>
        await Task.WhenAll(Mails(user: user).Select(name => File.ReadAllBytesAsync(Path.Combine(Maildir(user: user), "new", name), ct)));

    /// <summary>Drops a mail into a folder that exists; it is there at once.</summary>
    /// <param name="mail">The mail.</param>
    /// <param name="folder">The folder.</param>
    /// <param name="user">Whose.</param>
    /// <param name="at">When it came by the server's word (INTERNALDATE); null for now.</param>
    public void Drop(string mail, string folder = "INBOX", string user = User, DateTimeOffset? at = null)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"{1_700_000_000 + Interlocked.Increment(ref _mails)}.M{_mails}.test");
        var temporary = Path.Combine(Maildir(folder, user), "tmp", name);
        File.WriteAllText(temporary, mail.ReplaceLineEndings("\r\n"));
        if (at is { } came) File.SetLastWriteTimeUtc(temporary, came.UtcDateTime);
        File.Move(temporary, Path.Combine(Maildir(folder, user), "new", name));
    }

    /// <summary>The names of a folder's mails: what follows the comma are their flags.</summary>
    public IReadOnlyList<string> Mails(string folder = "INBOX", string user = User) =>
        [.. Parts.Skip(1).Select(part => Path.Combine(Maildir(folder, user), part)).Where(Directory.Exists).SelectMany(Directory.GetFiles).Select(file => Path.GetFileName(file)!)];

    Task IMailboxServer.DropAsync(string mail, string folder, CancellationToken ct)
    {
        Drop(mail, folder);
        return Task.CompletedTask;
    }

    Task<(int All, int Read)> IMailboxServer.CountAsync(string folder, CancellationToken ct)
    {
        var mails = Mails(folder);
        return Task.FromResult((mails.Count, mails.Count(name => name.EndsWith('S'))));
    }

    Task IMailboxServer.MarkReadAsync(CancellationToken ct)
    {
        foreach (var name in Directory.GetFiles(Path.Combine(Maildir(), "new")))
            File.Move(name, Path.Combine(Maildir(), "cur", Path.GetFileName(name) + ":2,S"));
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken ct)
    {
        if (_process is null) return;
        _process.Signal(Signals.Terminate);
        await _process.ExitAsync(Patience, ct);
        await _process.DisposeAsync();
        _process = null;
    }

    public async Task StartAgainAsync(CancellationToken ct)
    {
        await ServerUser.HandOverAsync(Account, _folder.Path, ct);
        _process = ServerProcess.Start(ServerUser.Unprivileged(Account, "dovecot", "-F", "-c", _folder["dovecot.conf"]), _folder.Path);
        await LoopbackPort.OpensAsync(TlsPort, _process, ct);
    }

    public async Task ForgetNumbersAsync(CancellationToken ct)
    {
        await StopAsync(ct);
        foreach (var file in Directory.GetFiles(_folder["mail"], "dovecot*", SearchOption.AllDirectories)) File.Delete(file);
        await StartAgainAsync(ct);
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null) await _process.DisposeAsync();
        _folder.Dispose();
    }

    private async Task WriteAsync(string? introspection, CancellationToken ct)
    {
        var user = ServerUser.IsRoot ? Account : Environment.UserName;
        foreach (var name in OwnFolders) Directory.CreateDirectory(_folder[name]);
        foreach (var owner in _users)
            foreach (var folder in Folders)
                foreach (var part in Parts) Directory.CreateDirectory(Path.Combine(Maildir(folder, owner), part));
        var certificate = ServerCertificate.Make(_folder.Path);
        CaFile = certificate.CertificateFile;
        await File.WriteAllLinesAsync(_folder["users"], _users.Select(owner => $"{owner}:{{PLAIN}}{Password}"), ct);
        if (introspection is not null) await File.WriteAllTextAsync(_folder["oauth2.conf"], OAuth(introspection), ct);
        await File.WriteAllTextAsync(_folder["dovecot.conf"], Configuration(user, certificate, introspection is not null), ct);
    }

    private static string OAuth(string introspection) =>
        $"""
        introspection_url = {introspection}
        introspection_mode = get
        username_attribute = username
        active_attribute = active
        active_value = true

        """;

    private string Configuration(string user, ServerCertificate certificate, bool oauth) =>
        $$"""
        base_dir = {{_folder["run"]}}
        state_dir = {{_folder["state"]}}
        instance_name = {{Path.GetFileName(_folder.Path)}}
        log_path = /dev/stderr
        protocols = imap
        listen = 127.0.0.1
        default_internal_user = {{user}}
        default_internal_group = {{user}}
        default_login_user = {{user}}
        ssl = yes
        ssl_cert = <{{certificate.CertificateFile}}
        ssl_key = <{{certificate.KeyFile}}
        disable_plaintext_auth = no
        auth_mechanisms = plain login{{(oauth ? " xoauth2" : "")}}
        auth_verbose = yes
        auth_failure_delay = 0
        first_valid_uid = 1
        first_valid_gid = 1
        mail_location = maildir:{{_folder["mail"]}}/%u
        mail_max_userip_connections = 1000
        {{(oauth ? $"passdb {{\n  driver = oauth2\n  mechanisms = xoauth2\n  args = {_folder["oauth2.conf"]}\n}}" : "")}}
        passdb {
          driver = passwd-file
          args = username_format=%u {{_folder["users"]}}
        }
        userdb {
          driver = static
          args = uid={{user}} gid={{user}} home={{_folder["mail"]}}/%u
        }
        namespace inbox {
          inbox = yes
          separator = /
          mailbox Archive {
            special_use = \Archive
            auto = create
          }
          mailbox Sent {
            special_use = \Sent
            auto = create
          }
        }
        service anvil {
          chroot =
        }
        service stats {
          chroot =
        }
        service imap {
          process_limit = 1000
        }
        service imap-login {
          chroot =
          service_count = 0
          inet_listener imap {
            port = {{Port}}
          }
          inet_listener imaps {
            port = {{TlsPort}}
            ssl = yes
          }
        }

        """;
}
