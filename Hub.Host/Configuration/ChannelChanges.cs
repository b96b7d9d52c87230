namespace Hub.Host.Configuration;

/// <summary>Which channels' sections differ between two snapshots, by id.</summary>
/// <param name="Added">Only in the later one.</param>
/// <param name="Changed">In both, with another value, key or kind.</param>
/// <param name="Removed">Only in the earlier one.</param>
public sealed record ChannelChanges(IReadOnlyList<string> Added, IReadOnlyList<string> Changed, IReadOnlyList<string> Removed)
{
    /// <summary>Compares two snapshots. What a secret reference leads to is not looked at.</summary>
    public static ChannelChanges Between(ConfigurationSnapshot before, ConfigurationSnapshot after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        return new(
            [.. after.ChannelIds.Except(before.ChannelIds, StringComparer.OrdinalIgnoreCase)],
            [.. after.ChannelIds.Intersect(before.ChannelIds, StringComparer.OrdinalIgnoreCase).Where(id => Differs(id, before, after))],
            [.. before.ChannelIds.Except(after.ChannelIds, StringComparer.OrdinalIgnoreCase)]);
    }

    private static bool Differs(string id, ConfigurationSnapshot before, ConfigurationSnapshot after)
    {
        var (old, now) = (Section(id, before), Section(id, after));
        return old.Count != now.Count || now.Any(entry => !old.TryGetValue(entry.Key, out var text) || text != entry.Value);
    }

    private static IReadOnlyDictionary<string, string?> Section(string id, ConfigurationSnapshot snapshot) =>
        snapshot.Pick(key => string.Equals(ConfigurationSnapshot.ChannelIdOf(key), id, StringComparison.OrdinalIgnoreCase));
}
