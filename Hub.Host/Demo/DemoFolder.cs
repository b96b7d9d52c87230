using Hub.Core.Storage;
using Hub.Host.Hosting;

namespace Hub.Host.Demo;

/// <summary>The data folder of a demo. It bears a mark, so that sample data and a known password never get into a real one.</summary>
internal sealed class DemoFolder : IDisposable
{
    private const string Mark = "demo.txt";

    private DemoFolder(string path, bool isKept) => (Path, IsKept) = (path, isKept);

    public string Path { get; }

    public bool IsKept { get; }

    /// <summary>A new folder that goes at the end.</summary>
    /// <exception cref="StoreException">It cannot be made.</exception>
    public static DemoFolder Throwaway()
    {
        try
        {
            return new DemoFolder(Directory.CreateTempSubdirectory("omnihub-demo-").FullName, isKept: false);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new StoreException($"No temporary folder can be made ({error.Message}). Name a folder: --data DIR.", error);
        }
    }

    /// <summary>A folder that stays: a new or empty one, or that of an earlier demo.</summary>
    /// <exception cref="StoreException">It holds something else, or cannot be made.</exception>
    public static DemoFolder Keep(string path)
    {
        DataFolder.Ensure(path);
        var mark = System.IO.Path.Combine(path, Mark);
        if (!File.Exists(mark))
        {
            if (Directory.EnumerateFileSystemEntries(path).Any())
                throw new StoreException($"{path} holds something that no demo has made. Name a new or an empty folder: --data DIR.");
            File.WriteAllText(mark, "Sample data of the command demo.\n");
        }

        return new DemoFolder(path, isKept: true);
    }

    public void Dispose()
    {
        if (!IsKept) Directory.Delete(Path, recursive: true);
    }
}
