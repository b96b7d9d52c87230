using Hub.Tests.Servers;

namespace Hub.Tests.Failures;

/// <summary>A file system of a few megabytes, so that a disk can really be full.</summary>
internal sealed class SmallDisk : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private readonly TempFolder _folder = new("disk");

    private SmallDisk()
    {
    }

    public string Path => _folder.Path;

    public static async Task<SmallDisk> MountAsync(int megabytes, CancellationToken ct)
    {
        Assert.True(
            Environment.UserName == "root",
            "This test mounts a small file system, which takes root: run Hub.Tests/test.sh as root, or leave it out with -trait- Needs=root.");
        var disk = new SmallDisk();
        await ServerProcess.RunAsync(["mount", "-t", "tmpfs", "-o", $"size={megabytes}m", "tmpfs", disk.Path], "/", Patience, ct);
        return disk;
    }

    /// <summary>Writes a file until nothing more fits.</summary>
    public void Fill(string name)
    {
        using var file = new FileStream(System.IO.Path.Combine(Path, name), FileMode.Append);
        var piece = new byte[4096];
        try
        {
            while (true)
            {
                file.Write(piece);
                file.Flush();
            }
        }
        catch (IOException)
        {
            // full
        }
    }

    public Task MakeReadOnlyAsync(CancellationToken ct) => ServerProcess.RunAsync(["mount", "-o", "remount,ro", Path], "/", Patience, ct);

    public async ValueTask DisposeAsync()
    {
        await ServerProcess.RunAsync(["umount", Path], "/", Patience, CancellationToken.None);
        _folder.Dispose();
    }
}
