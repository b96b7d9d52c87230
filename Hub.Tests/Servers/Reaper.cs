using System.Diagnostics;

namespace Hub.Tests.Servers;

/// <summary>
/// The process that ends servers and deletes folders when the test run died before it could. It hears of that by the end of its
/// standard input, which the kernel closes however the run ends, and lives in a session of its own so that no signal meant for
/// the run reaches it.
/// </summary>
public static class Reaper
{
    private static readonly Lock Gate = new();
    private static Process? _process;

    public static void Started(int pid) => Tell($"started {pid}");

    public static void Ended(int pid) => Tell($"ended {pid}");

    /// <summary>Call it before the folder is made, so that no instant leaves it unwatched. The path must hold no white space.</summary>
    public static void Made(string folder) => Tell($"made {folder}");

    public static void Deleted(string folder) => Tell($"deleted {folder}");

    private static void Tell(string line)
    {
        lock (Gate)
        {
            _process ??= Start();
            _process.StandardInput.WriteLine(line);
            _process.StandardInput.Flush();
        }
    }

    private static Process Start()
    {
        var start = new ProcessStartInfo("setsid") { RedirectStandardInput = true };
        start.ArgumentList.Add("sh");
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "Servers", "reaper.sh"));
        return Process.Start(start) ?? throw new InvalidOperationException("The reaper of left-over test servers did not start.");
    }
}
