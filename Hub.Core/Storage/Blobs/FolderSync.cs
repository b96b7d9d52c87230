using System.Runtime.InteropServices;

namespace Hub.Core.Storage.Blobs;

/// <summary>
/// Makes the names in a folder durable. On Unix a rename survives a power cut only once the folder itself has been synced (fsync(2)), for
/// which .NET has no call; on Windows the file system does so itself.
/// </summary>
internal static partial class FolderSync
{
    private const int ReadOnly = 0;

    /// <exception cref="IOException">The folder could not be synced; nothing may be promised about its newest names.</exception>
    public static void Flush(string folder)
    {
        if (OperatingSystem.IsWindows()) return;
        var descriptor = Open(folder, ReadOnly);
        if (descriptor < 0) throw Failure(folder);
        try
        {
            if (Sync(descriptor) != 0) throw Failure(folder);
        }
        finally
        {
            _ = Close(descriptor);
        }
    }

    private static IOException Failure(string folder)
    {
        var code = Marshal.GetLastPInvokeError();
        return new IOException($"The folder {folder} could not be synced: {Marshal.GetPInvokeErrorMessage(code)}", code);
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int Sync(int descriptor);

    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    private static partial int Close(int descriptor);
}
