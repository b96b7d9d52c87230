using System.Net;
using System.Net.Sockets;

namespace Hub.Host.Bench.Smtp;

/// <summary>
/// A Postfix of our own on a free loopback port, in a folder that goes at the end: it takes mail for <c>localhost</c> as it always does, into
/// its queue and synced, and throws it away from there.
/// </summary>
internal sealed class PrivatePostfix : IAsyncDisposable
{
    private const string Program = "/usr/sbin/postfix";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly string _folder;

    private PrivatePostfix(string folder, IPEndPoint endpoint) => (_folder, Endpoint) = (folder, endpoint);

    public IPEndPoint Endpoint { get; }

    /// <summary>Why there can be none here; null when there can.</summary>
    public static string? Obstacle => !File.Exists(Program) ? "Postfix is not installed"
        : !SmtpSource.IsThere ? "smtp-source is not installed"
        : Environment.UserName != "root" ? "Postfix needs root" : null;

    public static async Task<PrivatePostfix> StartAsync(CancellationToken ct)
    {
        var folder = Directory.CreateTempSubdirectory("omnihub-postfix-").FullName;
        var postfix = new PrivatePostfix(folder, new IPEndPoint(IPAddress.Loopback, FreePort()));
        try
        {
            foreach (var name in new[] { "conf", "queue", "data" }) Directory.CreateDirectory(Path.Combine(folder, name));
            await File.WriteAllTextAsync(Path.Combine(folder, "conf", "main.cf"), postfix.Main(), ct);
            await File.WriteAllTextAsync(Path.Combine(folder, "conf", "master.cf"), PostfixServices.Master(postfix.Endpoint.Port), ct);
            // its processes run as another user
            await SmtpSource.RunAsync("/bin/chmod", ["755", folder], ct);
            await SmtpSource.RunAsync("/bin/chown", ["postfix", Path.Combine(folder, "data")], ct);
            await postfix.CommandAsync("start", ct);
            await postfix.AwaitPortAsync(ct);
            return postfix;
        }
        catch
        {
            await postfix.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            await CommandAsync("stop", CancellationToken.None);
        }
        catch (InvalidOperationException)
        {
            // it did not start
        }

        Directory.Delete(_folder, recursive: true);
    }

    private Task CommandAsync(string command, CancellationToken ct) =>
        SmtpSource.RunAsync(Program, ["-c", Path.Combine(_folder, "conf"), command], ct);

    private async Task AwaitPortAsync(CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(Patience);
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (true)
        {
            using var client = new TcpClient();
            try
            {
                await client.ConnectAsync(Endpoint, limit.Token);
                return;
            }
            catch (SocketException)
            {
                await tick.WaitForNextTickAsync(limit.Token);
            }
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private string Main() =>
        $"""
        compatibility_level = 3.6
        queue_directory = {_folder}/queue
        data_directory = {_folder}/data
        command_directory = /usr/sbin
        daemon_directory = /usr/lib/postfix/sbin
        mail_owner = postfix
        setgid_group = postdrop
        myhostname = mx.example.test
        mydestination = localhost
        local_transport = discard:
        local_recipient_maps =
        alias_maps =
        alias_database =
        inet_interfaces = 127.0.0.1
        inet_protocols = ipv4
        mynetworks = 127.0.0.1/32
        smtp_dns_support_level = disabled
        # it would slow clients down as soon as mail comes in faster than it goes out
        in_flow_delay = 0
        maillog_file = {_folder}/maillog
        maillog_file_prefixes = {_folder}

        """;
}
