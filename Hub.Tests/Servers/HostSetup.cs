namespace Hub.Tests.Servers;

/// <summary>How a test wants its host started; what is left out is as out of the box, on a free port.</summary>
public sealed record HostSetup
{
    public const string AdminPassword = "correct horse battery staple";

    /// <summary>The program; by default the host that was built with the tests.</summary>
    public IReadOnlyList<string> Program { get; init; } = ["dotnet", HostAssembly()];

    /// <summary>The host's command and its options, without <c>--data</c> and <c>--config</c>.</summary>
    public IReadOnlyList<string> Arguments { get; init; } = ["run"];

    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>The whole text of the configuration file; null: no file is given, so that the one beside the program counts.</summary>
    public string? Config { get; init; }

    /// <summary>The data folder; null: one of its own.</summary>
    public string? DataFolder { get; init; }

    /// <summary>How long the host may take until it is ready.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(60);

    private static string HostAssembly()
    {
        // Hub.Tests/bin/CONFIGURATION/FRAMEWORK: the host's own output has the same two folders
        var framework = new DirectoryInfo(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory));
        var configuration = framework.Parent!;
        var solution = configuration.Parent!.Parent!.Parent!;
        return Path.Combine(solution.FullName, "Hub.Host", "bin", configuration.Name, framework.Name, "Hub.Host.dll");
    }
}
