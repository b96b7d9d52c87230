using Hub.Host.Bench.Smtp;
namespace Hub.Tests.Servers;

/// <summary>
/// A private Postfix on a free loopback port. Mail for <c>example.test</c> ends in its Maildir; everything else goes where the test says, never to
/// another machine. With a <see cref="DovecotServer"/> it offers AUTH inside TLS and relays for those who sign in. Needs root, because its
/// parts change their users; other users use sudo.
/// </summary>
public sealed class PostfixServer : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly TempFolder _folder = new("postfix");
    private ServerProcess? _process;

    private PostfixServer()
    {
    }

    public int Port { get; } = FreePort.Find();

    /// <summary>The PEM file that makes its certificate, which is for localhost, trusted.</summary>
    public string CaFile { get; private set; } = "";

    /// <summary>What it wrote to its log.</summary>
    public string Log => _process?.Everything ?? "";

    private string Maildir => _folder["mail/all/new"];

    /// <summary>Starts one.</summary>
    /// <param name="sasl">Who may sign in, or null where nobody can.</param>
    /// <param name="routes">To which loopback port mail for a domain goes.</param>
    /// <param name="ct">Gives up.</param>
    public static Task<PostfixServer> StartAsync(DovecotServer? sasl, IReadOnlyDictionary<string, int> routes, CancellationToken ct) =>
        StartAsync(sasl, routes, [], ct);

    /// <summary>Starts one with other lines of its main.cf.</summary>
    public static async Task<PostfixServer> StartAsync(
        DovecotServer? sasl, IReadOnlyDictionary<string, int> routes, IReadOnlyList<string> settings, CancellationToken ct)
    {
        var server = new PostfixServer();
        try
        {
            await server.WriteAsync(sasl, routes, settings, ct);
            server._process = ServerProcess.Start(server.Control("start-fg"), server._folder.Path);
            await LoopbackPort.OpensAsync(server.Port, server._process, ct);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>The mails for <c>example.test</c> once there are so many.</summary>
    public async Task<IReadOnlyList<byte[]>> DeliveredAsync(int count, CancellationToken ct)
    {
        try
        {
            await Eventually.HoldsAsync(() => Files().Length >= count, $"{count} mails in the Maildir", Patience, ct);
        }
        catch (TimeoutException error)
        {
            throw new TimeoutException($"{error.Message}\n{Log}", error);
        }

        return await Task.WhenAll(Files().Order(StringComparer.Ordinal).Select(file => File.ReadAllBytesAsync(file, ct)));
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is { HasExited: false })
        {
            await ServerProcess.RunAsync(Control("stop"), "/", Patience, CancellationToken.None);
            await _process.ExitAsync(Patience, CancellationToken.None);
        }

        if (_process is not null) await _process.DisposeAsync();
        // its folders are root's and its own
        if (!ServerUser.IsRoot)
        {
            var command = ServerUser.Privileged("rm", "-rf", _folder["queue"], _folder["data"]);
            await ServerProcess.RunAsync(command, "/", Patience, CancellationToken.None);
        }

        _folder.Dispose();
    }

    private string[] Control(string action) => ServerUser.Privileged("postfix", "-c", _folder["conf"], action);

    /// <summary>The settings in place of the lines of the same names: Postfix's parts warn of each repetition, and so many warnings before its log
    /// is served stop it for good.</summary>
    private static IEnumerable<string> Merged(string main, IReadOnlyList<string> settings)
    {
        var names = settings.Select(Name).ToHashSet();
        return main.Split('\n').Where(line => !names.Contains(Name(line))).Concat(settings);

        static string Name(string line) => line.Split('=')[0].Trim();
    }

    private string[] Files() => Directory.Exists(Maildir) ? Directory.GetFiles(Maildir) : [];

    private async Task WriteAsync(
        DovecotServer? sasl, IReadOnlyDictionary<string, int> routes, IReadOnlyList<string> settings, CancellationToken ct)
    {
        await ServerUser.AssertMayBeRootAsync("Postfix", ct);
        foreach (var name in new[] { "conf", "queue", "data", "mail" }) Directory.CreateDirectory(_folder[name]);
        var certificate = ServerCertificate.Make(_folder.Path);
        CaFile = certificate.CertificateFile;
        var configuration = new PostfixConfiguration(_folder.Path, certificate, sasl?.SaslPort);
        await File.WriteAllLinesAsync(_folder["conf/main.cf"], Merged(configuration.Main(), settings), ct);
        await File.WriteAllTextAsync(_folder["conf/master.cf"], PostfixServices.Master(Port), ct);
        await File.WriteAllLinesAsync(_folder["conf/transport"], routes.Select(route => $"{route.Key} smtp:[127.0.0.1]:{route.Value}"), ct);
        await ServerProcess.RunAsync(ServerUser.Privileged("chown", "postfix", _folder["data"]), "/", Patience, ct);
        if (ServerUser.IsRoot) await ServerProcess.RunAsync(["chown", PostfixConfiguration.RootDeliversAs, _folder["mail"]], "/", Patience, ct);
    }
}
