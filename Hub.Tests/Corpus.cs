using System.Diagnostics.CodeAnalysis;

namespace Hub.Tests;

/// <summary>Real mails that others collected: read in place, in a folder beside the project.</summary>
internal static class Corpus
{
    /// <summary>The files of a corpus. Where the folder is missing the test is skipped, and says so.</summary>
    public static IReadOnlyList<string> Files(string folder, params string[] extensions)
    {
        if (!TryFind(folder, out var path)) Assert.Skip($"the corpus '{folder}' is not beside this project (shared/corpora)");
        var files = Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories)
            .Where(file => extensions.Contains(Path.GetExtension(file)))
            .Order(StringComparer.Ordinal)
            .ToList();
        Assert.NotEmpty(files);
        return files;
    }

    private static bool TryFind(string folder, [NotNullWhen(true)] out string? path)
    {
        for (var parent = new DirectoryInfo(AppContext.BaseDirectory); parent is not null; parent = parent.Parent)
        {
            path = Path.Combine(parent.FullName, "shared", "corpora", folder);
            if (Directory.Exists(path)) return true;
        }
        path = null;
        return false;
    }
}
