using Hub.Core.Security;
using Hub.Host.Configuration;

namespace Hub.Tests.Configuration;

/// <summary>A throw-away folder with a configuration file, an environment of its own, and what the check says about them.</summary>
internal sealed class ConfigurationFolder : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("omnihub-config-").FullName;

    public Dictionary<string, string> Environment { get; } = [];

    public string ConfigFile => Path.Combine(_folder, "config", "hub.json");

    public SecretSources Secrets => new(Environment.GetValueOrDefault, [_folder]);

    public string Write(string name, string text, UnixFileMode mode = UnixFileMode.UserRead | UnixFileMode.UserWrite)
    {
        var path = Path.Combine(_folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, mode);
        }

        return path;
    }

    public HubConfiguration Load(string json)
    {
        Write(Path.Combine("config", "hub.json"), json);
        return Load();
    }

    public HubConfiguration Load() =>
        HubConfiguration.Load(HostPaths.FromArguments([], [_folder]), ConfigurationSchema.Default, Secrets, Environment);

    /// <summary>Changes the file and looks at it twice, as the watcher does in two seconds.</summary>
    public ConfigurationChange? Change(HubConfiguration configuration, string json)
    {
        Write(Path.Combine("config", "hub.json"), json);
        Assert.Null(configuration.Reread());
        return configuration.Reread();
    }

    public IReadOnlyList<ConfigurationFault> Faults(string json) => Load(json).Faults;

    /// <summary>The one fault that the text has.</summary>
    public ConfigurationFault Fault(string json) => Assert.Single(Faults(json));

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
