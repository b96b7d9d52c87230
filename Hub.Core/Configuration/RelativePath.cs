namespace Hub.Core.Configuration;

/// <summary>Finds what a configured relative path means.</summary>
public static class RelativePath
{
    /// <summary>The folders that relative paths are looked for in: the one the command was started in, then the program's.</summary>
    public static IReadOnlyList<string> Folders { get; } = [Directory.GetCurrentDirectory(), AppContext.BaseDirectory];

    /// <summary>The full path of what exists in the first of the folders that has it; in the first folder when none has.</summary>
    /// <param name="path">A file or folder; an absolute path is returned as it is.</param>
    /// <param name="folders">The folders, at least one.</param>
    public static string Find(string path, IReadOnlyList<string> folders)
    {
        var candidates = folders.Select(folder => Path.GetFullPath(path, folder)).ToList();
        return candidates.Find(Path.Exists) ?? candidates[0];
    }
}
