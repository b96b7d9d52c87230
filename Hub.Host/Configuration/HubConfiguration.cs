using System.Collections;
using Hub.Core.Channels;
using Hub.Core.Security;

namespace Hub.Host.Configuration;

/// <summary>
/// The installation's configuration: the file, then the environment over it. <see cref="Reread"/> takes a changed file in, one channel at a
/// time: a channel with a fault stays as it was, and a fault anywhere else keeps everything as it was.
/// </summary>
public sealed class HubConfiguration
{
    private readonly ConfigurationSchema _schema;
    private readonly SecretSources _secrets;
    private readonly IReadOnlyDictionary<string, string> _environment;
    private readonly SnapshotProvider _provider;
    private byte[]? _taken;
    private byte[]? _seen;

    private HubConfiguration(
        HostPaths paths, ConfigurationSchema schema, SecretSources secrets, IReadOnlyDictionary<string, string> environment)
    {
        (Paths, _schema, _secrets, _environment) = (paths, schema, secrets, environment);
        _seen = _taken = ReadFile(out var problem);
        Current = Snapshot(_taken, problem);
        Faults = ConfigurationCheck.Run(Current, _schema, _secrets);
        _provider = new SnapshotProvider(Current);
        Values = new ConfigurationRoot([_provider]);
    }

    /// <summary>Where the file and the data are.</summary>
    public HostPaths Paths { get; }

    /// <summary>What counts now.</summary>
    public ConfigurationSnapshot Current { get; private set; }

    /// <summary>Every fault of the file and the environment as last read. At start any of them ends <c>run</c> with exit code 78.</summary>
    public IReadOnlyList<ConfigurationFault> Faults { get; private set; }

    /// <summary>What counts now, for binding options; its reload token fires after each change that was taken in.</summary>
    public IConfigurationRoot Values { get; }

    /// <summary>Reads this process's configuration. Faults are in <see cref="Faults"/>, never thrown.</summary>
    public static HubConfiguration Load(HostPaths paths)
    {
        var environment = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
            .ToDictionary(entry => (string)entry.Key, entry => (string?)entry.Value ?? "");
        return Load(paths, ConfigurationSchema.Default, SecretSources.Process, environment);
    }

    internal static HubConfiguration Load(
        HostPaths paths, ConfigurationSchema schema, SecretSources secrets, IReadOnlyDictionary<string, string> environment) =>
        new(paths, schema, secrets, environment);

    /// <summary>Reads one section that is no channel.</summary>
    public T Section<T>(string section)
        where T : class, new() => Values.GetSection(section).Get<T>() ?? new T();

    /// <summary>The options of every configured channel by its id, each of the type that its kind has. For a configuration without faults.</summary>
    public IReadOnlyDictionary<string, ChannelOptions> Channels() => Current.ChannelIds.ToDictionary(id => id, Channel);

    /// <summary>
    /// Looks at the file once and takes it in when it has changed and two looks in a row saw the same, so that a half-written file is left
    /// alone. While there are faults it is checked anew each time: what a secret refers to may have been put right.
    /// </summary>
    /// <returns>What has changed and what is wrong; null when there is nothing new.</returns>
    public ConfigurationChange? Reread()
    {
        var content = ReadFile(out var problem);
        var settled = Same(content, _seen);
        _seen = content;
        if (!settled || (Same(content, _taken) && Faults.Count == 0))
        {
            return null;
        }

        var next = Snapshot(content, problem);
        var faults = ConfigurationCheck.Run(next, _schema, _secrets);
        if (Same(content, _taken) && faults.SequenceEqual(Faults))
        {
            return null;
        }

        (_taken, Faults) = (content, faults);
        var before = Current;
        Take(next, faults);
        return ConfigurationChange.Between(before, Current, faults);
    }

    private void Take(ConfigurationSnapshot next, IReadOnlyList<ConfigurationFault> faults)
    {
        var faulty = faults.Select(fault => ConfigurationSnapshot.ChannelIdOf(fault.Key)).ToHashSet(StringComparer.OrdinalIgnoreCase);
        if (faulty.Contains(null))
        {
            return;
        }

        Current = faulty.Count == 0 ? next : next.WithChannelsOf(Current, faulty!);
        _provider.Take(Current);
    }

    private ChannelOptions Channel(string id)
    {
        var section = Values.GetSection($"{ChannelOptions.Section}:{id}");
        var kind = section[nameof(ChannelOptions.Kind)] ?? "";
        return (ChannelOptions)section.Get(_schema.ChannelKinds[kind].Type)!;
    }

    private ConfigurationSnapshot Snapshot(byte[]? content, string? problem)
    {
        var file = Paths.ConfigFile;
        var environment = SettingsEnvironment.Read(_environment);
        if (content is null)
        {
            return new(file, [.. environment], [new(file, null, "", problem!, "correct the path, or name the file with --config FILE")], false);
        }

        var read = SettingsFile.Read(file, content);
        return new(file, [.. read.Settings, .. environment], read.Faults, read.Readable);
    }

    private byte[]? ReadFile(out string? problem)
    {
        try
        {
            problem = null;
            return File.ReadAllBytes(Paths.ConfigFile);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            problem = "does not exist";
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            problem = "cannot be read by this account";
            return null;
        }
    }

    private static bool Same(byte[]? a, byte[]? b) => a is null ? b is null : b is not null && a.AsSpan().SequenceEqual(b);

    private sealed class SnapshotProvider : ConfigurationProvider
    {
        public SnapshotProvider(ConfigurationSnapshot snapshot) => Fill(snapshot);

        public void Take(ConfigurationSnapshot snapshot)
        {
            Fill(snapshot);
            OnReload();
        }

        private void Fill(ConfigurationSnapshot snapshot) =>
            Data = new Dictionary<string, string?>(snapshot.Values, StringComparer.OrdinalIgnoreCase);
    }
}
