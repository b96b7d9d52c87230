using Hub.Core.Configuration;

namespace Hub.Host.Configuration;

/// <summary>Where this host's configuration and data are, as the command line says.</summary>
public sealed class HostPaths
{
    private static readonly string DefaultConfigFile = Path.Combine("config", "hub.json");

    private HostPaths(string? config, string? data, IReadOnlyList<string> folders)
    {
        ConfigFile = RelativePath.Find(config ?? DefaultConfigFile, folders);
        DataFolder = RelativePath.Find(data ?? "data", folders);
    }

    /// <summary>The configuration file's full path: <c>--config FILE</c>, else <c>config/hub.json</c>.</summary>
    public string ConfigFile { get; }

    /// <summary>The data folder's full path, which may not exist yet: <c>--data DIR</c>, else <c>data</c>.</summary>
    public string DataFolder { get; }

    /// <summary>The arguments that say nothing about paths, in their order.</summary>
    public IReadOnlyList<string> OtherArguments { get; private init; } = [];

    /// <summary>What is wrong with the arguments, as in a <c>--config</c> without a file; null when nothing is.</summary>
    public string? Problem { get; private init; }

    /// <summary>Reads the command line of this process.</summary>
    public static HostPaths FromArguments(IReadOnlyList<string> args) => FromArguments(args, RelativePath.Folders);

    internal static HostPaths FromArguments(IReadOnlyList<string> args, IReadOnlyList<string> folders)
    {
        var given = new Dictionary<string, string>();
        var others = new List<string>();
        string? problem = null;
        for (var i = 0; i < args.Count; i++)
        {
            var parts = args[i].Split('=', 2);
            if (parts[0] is not ("--config" or "--data"))
            {
                others.Add(args[i]);
                continue;
            }

            var value = parts.Length == 2 ? parts[1] : i + 1 < args.Count ? args[++i] : "";
            if (value.Length == 0)
            {
                problem ??= parts[0] == "--config" ? "--config needs a file" : "--data needs a folder";
            }
            else if (!given.TryAdd(parts[0], value))
            {
                problem ??= $"{parts[0]} is given twice";
            }
        }

        return new(given.GetValueOrDefault("--config"), given.GetValueOrDefault("--data"), folders)
        {
            OtherArguments = others,
            Problem = problem,
        };
    }
}
