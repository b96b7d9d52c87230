namespace Hub.Core.Storage.Sqlite;

/// <summary>Keeps a second process out of a data folder: an exclusively opened file that the system frees when the process ends.</summary>
public sealed class DataFolderLock : IDisposable
{
    private readonly FileStream _file;

    private DataFolderLock(FileStream file) => _file = file;

    /// <summary>Takes the folder.</summary>
    /// <exception cref="StoreException">Another process holds it, or it cannot be written to.</exception>
    public static DataFolderLock Take(string folder)
    {
        var path = Path.Combine(folder, "hub.lock");
        try
        {
            CreateForOwnerOnly(folder);
            return new DataFolderLock(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException error) when (IsHeld(error))
        {
            throw new StoreException(
                $"The data folder {Path.GetFullPath(folder)} is in use by another process (it holds {path}). " +
                "Stop that one, or start this one with another folder: --data DIR. Several hosts on one store need Storage:Provider postgres.",
                error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new StoreException(
                $"The data folder {Path.GetFullPath(folder)} cannot be written to ({error.Message}). Give this user the right to, or use another: --data DIR.",
                error);
        }
    }

    /// <summary>Gives the folder back.</summary>
    public void Dispose() => _file.Dispose();

    /// <summary>EWOULDBLOCK of Linux and macOS, ERROR_SHARING_VIOLATION of Windows: the system's word for a file that is held.</summary>
    private static bool IsHeld(IOException error) => error.HResult is 11 or 35 or unchecked((int)0x80070020);

    /// <summary>What customers wrote is nobody's business but the hub's. A folder that is there keeps the rights that it has.</summary>
    private static void CreateForOwnerOnly(string folder)
    {
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
        else Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
