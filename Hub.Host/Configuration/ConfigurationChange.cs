namespace Hub.Host.Configuration;

/// <summary>What reading the configuration again has brought.</summary>
/// <param name="Faults">What is wrong with the new file. The faulty channels stay as they were; a fault elsewhere keeps everything as it
/// was.</param>
/// <param name="Channels">The channels whose sections are now others.</param>
/// <param name="Sections">The other sections that are now others, as in <c>Http</c>; some take effect at the next start only.</param>
public sealed record ConfigurationChange(
    IReadOnlyList<ConfigurationFault> Faults, ChannelChanges Channels, IReadOnlyList<string> Sections)
{
    /// <summary>Compares two snapshots.</summary>
    public static ConfigurationChange Between(
        ConfigurationSnapshot before, ConfigurationSnapshot after, IReadOnlyList<ConfigurationFault> faults)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        var keys = before.Values.Keys.Union(after.Values.Keys, StringComparer.OrdinalIgnoreCase)
            .Where(key => before.Find(key)?.Text != after.Find(key)?.Text)
            .ToList();
        return new(faults, ChannelChanges.Between(before, after),
            [.. keys.Where(key => ConfigurationSnapshot.ChannelIdOf(key) is null).Select(SectionOf).Distinct(StringComparer.OrdinalIgnoreCase)]);
    }

    private static string SectionOf(string key) => key.Split(':')[0];
}
