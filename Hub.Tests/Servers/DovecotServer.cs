namespace Hub.Tests.Servers;

/// <summary>A private Dovecot that knows who may sign in and tells a <see cref="PostfixServer"/> so, on a free loopback port.</summary>
public sealed class DovecotServer : IAsyncDisposable
{
    public const string User = "support@example.test";
    public const string Password = "s3cret";

    /// <summary>Who root becomes to start it: Dovecot wants each of its parts to have a user, and root is none.</summary>
    private const string Account = "dovecot";
    private readonly TempFolder _folder = new("dovecot");
    private ServerProcess? _process;

    private DovecotServer()
    {
    }

    public int SaslPort { get; } = FreePort.Find();

    public string Log => _process?.Everything ?? "";

    /// <summary>Starts one with these mechanisms of signing in.</summary>
    public static async Task<DovecotServer> StartAsync(string mechanisms, CancellationToken ct)
    {
        var server = new DovecotServer();
        try
        {
            await server.StartProcessAsync(mechanisms, ct);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null) await _process.DisposeAsync();
        _folder.Dispose();
    }

    private async Task StartProcessAsync(string mechanisms, CancellationToken ct)
    {
        var user = ServerUser.IsRoot ? Account : Environment.UserName;
        foreach (var name in new[] { "run", "state" }) Directory.CreateDirectory(_folder[name]);
        await File.WriteAllTextAsync(_folder["users"], $"{User}:{{PLAIN}}{Password}\n", ct);
        await File.WriteAllTextAsync(_folder["dovecot.conf"], Configuration(user, mechanisms), ct);
        await ServerUser.HandOverAsync(Account, _folder.Path, ct);
        _process = ServerProcess.Start(ServerUser.Unprivileged(Account, "dovecot", "-F", "-c", _folder["dovecot.conf"]), _folder.Path);
        await LoopbackPort.OpensAsync(SaslPort, _process, ct);
    }

    private string Configuration(string user, string mechanisms) =>
        $$"""
        base_dir = {{_folder["run"]}}
        state_dir = {{_folder["state"]}}
        instance_name = {{Path.GetFileName(_folder.Path)}}
        log_path = /dev/stderr
        protocols =
        listen = 127.0.0.1
        default_internal_user = {{user}}
        default_internal_group = {{user}}
        default_login_user = {{user}}
        ssl = no
        disable_plaintext_auth = no
        auth_mechanisms = {{mechanisms}}
        auth_verbose = yes
        auth_failure_delay = 0
        first_valid_uid = 1
        first_valid_gid = 1
        passdb {
          driver = passwd-file
          args = username_format=%u {{_folder["users"]}}
        }
        userdb {
          driver = static
          args = uid={{user}} gid={{user}} home={{_folder.Path}}
        }
        service anvil {
          chroot =
        }
        service stats {
          chroot =
        }
        service auth {
          inet_listener sasl {
            address = 127.0.0.1
            port = {{SaslPort}}
          }
        }

        """;
}
