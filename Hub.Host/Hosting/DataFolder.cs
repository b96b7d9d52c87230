using Hub.Core.Storage;

namespace Hub.Host.Hosting;

/// <summary>The folder that everything the host keeps is in.</summary>
internal static class DataFolder
{
    /// <summary>Makes the folder where there is none, for the host's own account only: it holds what customers wrote.</summary>
    /// <exception cref="StoreException">There can be none; the message says what to do.</exception>
    public static void Ensure(string path)
    {
        try
        {
            if (OperatingSystem.IsWindows()) Directory.CreateDirectory(path);
            else Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new StoreException(
                $"The data folder {path} cannot be made ({error.Message}). Give this user the right to, or use another: --data DIR.", error);
        }
    }
}
