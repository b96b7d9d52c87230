using System.Globalization;

namespace Hub.Tests.Servers;

/// <summary>The newest PostgreSQL server that Debian's packages have put on this machine.</summary>
public static class PostgresInstallation
{
    private const string Root = "/usr/lib/postgresql";
    private const int OldestVersion = 15;

    /// <summary>How to run a program of the server: root does it as user postgres, because PostgreSQL refuses root.</summary>
    public static string[] Command(string program, params string[] arguments)
    {
        var path = Path.Combine(FindPrograms(Root), program);
        // setpriv replaces itself by the program, so that the process id is the program's
        return Environment.UserName == "root"
            ? ["setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups", path, .. arguments]
            : [path, .. arguments];
    }

    /// <summary>Gives a folder made by this process to the user that the server runs as.</summary>
    public static Task HandOverAsync(string folder, CancellationToken ct) =>
        Environment.UserName == "root"
            ? ServerProcess.RunAsync(["chown", "postgres:postgres", folder], "/", TimeSpan.FromSeconds(10), ct)
            : Task.CompletedTask;

    internal static string FindPrograms(string root)
    {
        var versions = Directory.Exists(root) ? Directory.GetDirectories(root) : [];
        var newest = versions
            .Where(folder => VersionOf(folder) >= OldestVersion && File.Exists(Path.Combine(folder, "bin", "initdb")))
            .MaxBy(VersionOf);
        return newest is null
            ? throw new InvalidOperationException(
                $"This test needs PostgreSQL {OldestVersion} or later, and there is none in {root}/*/bin. Install it as root with " +
                "'apt-get install postgresql', or run Hub.Tests/test.sh, which does.")
            : Path.Combine(newest, "bin");
    }

    private static int VersionOf(string folder) =>
        int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : 0;
}
