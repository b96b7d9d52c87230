using Hub.Core.Storage.Blobs;

namespace Hub.Core.Storage;

/// <summary>Files that survive a power cut: complete under their name or not there at all.</summary>
public static class DurableFile
{
    /// <summary>
    /// Writes a file, in place of one of that name. What an interrupted call leaves behind is one file beside it with the ending
    /// <c>.part</c>, which the next call for that name takes over.
    /// </summary>
    /// <param name="path">The file; its folder exists.</param>
    /// <param name="content">All of its content.</param>
    /// <param name="ct">Stops it before it has its name.</param>
    /// <exception cref="IOException">It could not be written (the disk is full) or made durable.</exception>
    /// <exception cref="UnauthorizedAccessException">This process may not write there.</exception>
    public static async Task WriteAsync(string path, ReadOnlyMemory<byte> content, CancellationToken ct)
    {
        var unfinished = path + ".part";
        await using (var file = new FileStream(unfinished, FileMode.Create, FileAccess.Write, FileShare.None, 0, useAsync: true))
        {
            await file.WriteAsync(content, ct);
        }

        Place(unfinished, path);
    }

    /// <summary>Syncs a finished file, gives it its name on the same disk in place of one that has it, and makes the name durable.</summary>
    /// <exception cref="IOException">It could not be synced or renamed.</exception>
    /// <exception cref="UnauthorizedAccessException">This process may not write there.</exception>
    public static void Place(string unfinished, string path)
    {
        using (var file = File.OpenHandle(unfinished, FileMode.Open, FileAccess.ReadWrite)) RandomAccess.FlushToDisk(file);
        File.Move(unfinished, path, overwrite: true);
        KeepName(path);
    }

    /// <summary>Makes the name of a file that is already in place durable.</summary>
    /// <exception cref="IOException">Its folder could not be synced.</exception>
    public static void KeepName(string path) => FolderSync.Flush(Path.GetDirectoryName(Path.GetFullPath(path))!);
}
