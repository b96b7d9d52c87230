using Hub.Core.Channels;

namespace Hub.Host.Configuration;

/// <summary>The whole configuration as it was read at one moment: the file, then the environment over it. Immutable.</summary>
public sealed class ConfigurationSnapshot
{
    private static readonly string ChannelPrefix = ChannelOptions.Section + ":";
    private readonly Dictionary<string, Setting> _merged = new(StringComparer.OrdinalIgnoreCase);

    /// <param name="file">The file's full path.</param>
    /// <param name="settings">What the layers give, a later setting of a key over an earlier one.</param>
    /// <param name="readFaults">What was wrong with the file as such.</param>
    /// <param name="readable">False when nothing can be said about the file's keys.</param>
    public ConfigurationSnapshot(
        string file, IReadOnlyList<Setting> settings, IReadOnlyList<ConfigurationFault> readFaults, bool readable)
    {
        (File, Settings, ReadFaults, Readable) = (file, settings, readFaults, readable);
        foreach (var setting in settings)
        {
            _merged[setting.Key] = setting;
        }

        ChannelIds = [.. _merged.Keys.Select(ChannelIdOf).OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase)];
    }

    /// <summary>The file's full path.</summary>
    public string File { get; }

    /// <summary>What every layer gives, the file first.</summary>
    public IReadOnlyList<Setting> Settings { get; }

    /// <summary>What was wrong with the file as such.</summary>
    public IReadOnlyList<ConfigurationFault> ReadFaults { get; }

    /// <summary>False when nothing can be said about the file's keys.</summary>
    public bool Readable { get; }

    /// <summary>The ids of the configured channels, in the file's order.</summary>
    public IReadOnlyList<string> ChannelIds { get; }

    /// <summary>The setting that counts for a key, null when nothing sets it.</summary>
    public Setting? Find(string key) => _merged.GetValueOrDefault(key);

    /// <summary>The values that count, by key path, for the framework's configuration.</summary>
    public IReadOnlyDictionary<string, string?> Values => Pick(_ => true);

    /// <summary>The values that count of the keys that fit.</summary>
    public IReadOnlyDictionary<string, string?> Pick(Predicate<string> fits) => _merged
        .Where(entry => entry.Value.Text is not null && fits(entry.Key))
        .ToDictionary(entry => entry.Key, entry => entry.Value.Text, StringComparer.OrdinalIgnoreCase);

    /// <summary>The id of the channel that a key belongs to, null when it belongs to none.</summary>
    public static string? ChannelIdOf(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return key.StartsWith(ChannelPrefix, StringComparison.OrdinalIgnoreCase) ? key[ChannelPrefix.Length..].Split(':')[0] : null;
    }

    /// <summary>This snapshot with the sections of some channels as another one has them (or has not).</summary>
    public ConfigurationSnapshot WithChannelsOf(ConfigurationSnapshot other, IReadOnlySet<string> channelIds)
    {
        ArgumentNullException.ThrowIfNull(other);
        bool IsOne(Setting setting) => ChannelIdOf(setting.Key) is { } id && channelIds.Contains(id);
        return new(File, [.. Settings.Where(s => !IsOne(s)), .. other.Settings.Where(IsOne)], [], Readable);
    }
}
