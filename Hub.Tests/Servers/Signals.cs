using System.ComponentModel;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Hub.Tests.Servers;

/// <summary>The signals of Linux that tests send, and what the kernel tells of processes.</summary>
public static class Signals
{
    public const int Interrupt = 2;
    public const int Kill = 9;
    public const int Terminate = 15;
    public const int Continue = 18;
    public const int Stop = 19;

    private const int NoSuchProcess = 3;

    /// <summary>Sends the signal; false when the process is gone.</summary>
    public static bool Send(int pid, int signal)
    {
        if (SendRaw(pid, signal) == 0) return true;
        var error = Marshal.GetLastPInvokeError();
        return error == NoSuchProcess ? false : throw new Win32Exception(error, $"Signal {signal} could not be sent to process {pid}.");
    }

    public static bool IsRunning(int pid) => All().Any(process => process.Pid == pid);

    public static IReadOnlyList<int> ChildrenOf(int pid) =>
        [.. All().Where(process => process.Parent == pid).Select(process => process.Pid)];

    /// <summary>The processes of a session: all descendants of its leader that did not open one of their own.</summary>
    public static IReadOnlyList<int> SessionOf(int leader) =>
        [.. All().Where(process => process.Session == leader).Select(process => process.Pid)];

    private static IEnumerable<(int Pid, int Parent, int Session)> All()
    {
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (!int.TryParse(Path.GetFileName(folder), out var pid) || ReadStat(folder) is not { } stat) continue;
            // the command's name is in brackets and may hold anything; behind it: state, parent, group, session (proc_pid_stat(5))
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            if (fields[0] is not ("Z" or "X")) yield return (pid, Number(fields[1]), Number(fields[3]));
        }
    }

    private static int Number(string field) => int.Parse(field, CultureInfo.InvariantCulture);

    private static string? ReadStat(string folder)
    {
        try
        {
            return File.ReadAllText(folder + "/stat");
        }
        catch (IOException)
        {
            return null; // it ended between the two looks
        }
    }

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static extern int SendRaw(int pid, int signal);
}
