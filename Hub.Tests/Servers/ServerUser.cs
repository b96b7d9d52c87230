namespace Hub.Tests.Servers;

/// <summary>Who runs a server: some refuse root, some need it.</summary>
public static class ServerUser
{
    public static bool IsRoot => Environment.UserName == "root";

    /// <summary>The command as an ordinary user: root becomes the one named, everybody else stays.</summary>
    public static string[] Unprivileged(string user, params string[] command) =>
        // setpriv replaces itself by the program, so that the process id is the program's
        IsRoot ? ["setpriv", $"--reuid={user}", $"--regid={user}", "--init-groups", .. command] : command;

    /// <summary>The command as root; where sudo asks for a password it fails and says so.</summary>
    public static string[] Privileged(params string[] command) => IsRoot ? command : ["sudo", "-n", .. command];

    /// <summary>Fails with what to do where nobody can become root.</summary>
    public static async Task AssertMayBeRootAsync(string server, CancellationToken ct)
    {
        if (IsRoot) return;
        await using var sudo = ServerProcess.Start(Privileged("true"), "/");
        if (await sudo.ExitAsync(TimeSpan.FromSeconds(10), ct) != 0)
            throw new InvalidOperationException($"{server} runs as root: run this test as root, or as a user whose sudo asks for no password.\n{sudo.Everything}");
    }

    /// <summary>The number of a user or of its group: <c>-u</c> or <c>-g</c>.</summary>
    public static async Task<string> IdAsync(string option, string user, CancellationToken ct)
    {
        await using var id = ServerProcess.Start(["id", option, user], "/");
        if (await id.ExitAsync(TimeSpan.FromSeconds(10), ct) != 0) throw new InvalidOperationException($"There is no user {user}.\n{id.Everything}");
        return id.Everything.Trim();
    }

    /// <summary>Gives a folder and what is in it to the user that root becomes.</summary>
    public static Task HandOverAsync(string user, string folder, CancellationToken ct) => IsRoot
        ? ServerProcess.RunAsync(["chown", "-R", $"{user}:{user}", folder], "/", TimeSpan.FromSeconds(10), ct)
        : Task.CompletedTask;
}
