using System.Reflection;
using System.Text.RegularExpressions;
using Hub.Channels;
using Hub.Core;

namespace Hub.Tests;

/// <summary>The shape that the README promises, read from the assemblies and the sources.</summary>
public sealed partial class ArchitectureTests
{
    private const int LongestFile = 300;
    private static readonly string[] Projects = ["Hub.Core", "Hub.Channels", "Hub.Host"];

    /// <summary>What several channels may share.</summary>
    private static readonly string[] SharedChannelFolders = ["Mail", "Twilio"];

    private static readonly Assembly Core = typeof(CoreServices).Assembly;
    private static readonly Assembly Channels = typeof(ChannelCatalog).Assembly;

    [Fact]
    public void The_core_knows_no_web_framework_no_channel_and_no_host()
    {
        Assert.DoesNotContain(References(Core), name => name.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal));
        Assert.DoesNotContain(References(Core), name => name.StartsWith("Hub.", StringComparison.Ordinal));
    }

    [Fact]
    public void The_channels_know_the_core_and_no_web_framework()
    {
        Assert.DoesNotContain(References(Channels), name => name.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal));
        Assert.Equal(["Hub.Core"], References(Channels).Where(name => name.StartsWith("Hub.", StringComparison.Ordinal)));
    }

    [Fact]
    public void No_channel_knows_another_one() => Assert.Empty(
        from file in Sources("Hub.Channels")
        let folders = file.Path.Split('/')
        where folders.Length > 2
        from Match name in ChannelNamespace().Matches(file.Text)
        let other = name.Groups[1].Value
        where other != folders[1] && !SharedChannelFolders.Contains(other)
        select $"{file.Path} knows {other}");

    [Fact]
    public void What_is_public_is_sealed_or_made_to_be_derived_from() => Assert.Empty(
        from assembly in new[] { Core, Channels }
        from type in assembly.GetExportedTypes()
        where !type.IsSealed && !type.IsAbstract && !type.IsInterface
        where !assembly.GetTypes().Any(other => other.BaseType == type)
        select type.FullName);

    [Fact]
    public void A_namespace_is_its_folder() => Assert.Empty(
        from project in Projects
        from file in Sources(project)
        let expected = Path.GetDirectoryName(file.Path)!.Replace('/', '.')
        let declared = DeclaredNamespace().Match(file.Text).Groups[1].Value
        where declared.Length > 0 && declared != expected
        select $"{file.Path}: {declared}");

    [Fact]
    public void A_file_reads_in_one_sitting() => Assert.Empty(
        from project in Projects
        from file in Sources(project)
        let lines = file.Text.Count(character => character == '\n')
        where lines > LongestFile
        select $"{file.Path}: {lines} lines");

    [Fact]
    public void A_file_has_one_public_type_and_its_name() => Assert.Empty(
        from project in Projects.Where(name => name != "Hub.Host")
        from file in Sources(project)
        let names = PublicType().Matches(file.Text).Select(match => match.Groups[1].Value).ToList()
        where names.Count > 1 || (names.Count == 1 && names[0] != Path.GetFileNameWithoutExtension(file.Path))
        select $"{file.Path}: {string.Join(", ", names)}");

    [Fact]
    public void The_host_serializes_nothing_by_reflection()
    {
        var settings = Path.ChangeExtension(typeof(Host.Hosting.HubHost).Assembly.Location, "runtimeconfig.json");
        Assert.Contains("\"System.Text.Json.JsonSerializer.IsReflectionEnabledByDefault\": false", File.ReadAllText(settings), StringComparison.Ordinal);
    }

    private static IEnumerable<string> References(Assembly assembly) => assembly.GetReferencedAssemblies().Select(name => name.Name!).Order();

    /// <summary>The project's sources, with their paths from the solution's folder.</summary>
    private static List<(string Path, string Text)> Sources(string project)
    {
        var solution = Solution();
        var files =
            from file in Directory.EnumerateFiles(Path.Combine(solution, project), "*.cs", SearchOption.AllDirectories)
            let path = Path.GetRelativePath(solution, file).Replace('\\', '/')
            where !path.Contains("/obj/", StringComparison.Ordinal) && !path.Contains("/bin/", StringComparison.Ordinal)
            select (path, File.ReadAllText(file));
        var found = files.ToList();
        Assert.NotEmpty(found);
        return found;
    }

    private static string Solution()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "OmniHub.sln")))
            folder = folder.Parent ?? throw new InvalidOperationException("These tests read the sources: run them from the solution's own output folder.");
        return folder.FullName;
    }

    [GeneratedRegex(@"\bHub\.Channels\.([A-Z]\w*)\b")]
    private static partial Regex ChannelNamespace();

    [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex DeclaredNamespace();

    [GeneratedRegex(@"^public (?:(?:sealed|static|abstract|readonly|partial|ref) )*(?:class|interface|enum|record struct|record|struct|delegate \S+) (\w+)", RegexOptions.Multiline)]
    private static partial Regex PublicType();
}
