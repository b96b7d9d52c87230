namespace Hub.Tests.Servers;

/// <summary>Debian's Cyrus as <c>test.sh</c> unpacked it: it cannot be installed beside Dovecot.</summary>
public static class CyrusInstallation
{
    /// <summary>The environment variable that says where it was unpacked.</summary>
    public const string Variable = "OMNIHUB_TESTS_CYRUS";

    private const string Programs = "usr/lib/cyrus/bin";
    private static readonly string[] Needed = ["master", "imapd", "idled", "ctl_cyrusdb", "reconstruct"];

    /// <summary>Copies what a server needs of it to where the server's user may read it, which it may not in the home of root.</summary>
    /// <param name="folder">An empty folder.</param>
    /// <param name="ct">Gives up.</param>
    public static async Task CopyAsync(string folder, CancellationToken ct)
    {
        var root = Find();
        Directory.CreateDirectory(folder);
        var libraries = Directory.GetFiles(Path.Combine(root, "usr/lib"), "libcyrus*.so.*", SearchOption.AllDirectories);
        await ServerProcess.RunAsync(
            ["cp", "-a", .. Needed.Select(program => Path.Combine(root, Programs, program)), .. libraries, folder], "/", TimeSpan.FromSeconds(30), ct);
    }

    private static string Find()
    {
        var cache = Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } set
            ? set
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache");
        var root = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } told ? told : Path.Combine(cache, "omnihub-tests", "cyrus");
        return File.Exists(Path.Combine(root, Programs, "imapd"))
            ? root
            : throw new InvalidOperationException($"This test needs Debian's packages cyrus-imapd and cyrus-common unpacked in {root}. Run Hub.Tests/test.sh, which does that.");
    }
}
