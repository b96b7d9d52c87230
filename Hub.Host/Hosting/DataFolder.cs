namespace Hub.Host.Hosting;

/// <summary>The folder that everything the host keeps is in.</summary>
internal static class DataFolder
{
    /// <summary>Makes the folder where there is none, for the host's own account only: it holds what customers wrote.</summary>
    public static void Ensure(string path)
    {
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(path);
        else Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
