using Hub.Channels.Http;
using Hub.Core.Conversations;
using Hub.Core.Journal;
using Hub.Core.Storage;
using Hub.Host.Http;
using Hub.Host.Security;

namespace Hub.Host.Configuration;

/// <summary>Every key that the configuration may hold. The options types are the only list: the check and the binding read them.</summary>
public sealed class ConfigurationSchema
{
    /// <param name="sections">The options type of each top-level section.</param>
    /// <param name="channelKinds">The options type of each kind of channel, derived from <see cref="Hub.Core.Channels.ChannelOptions"/>.</param>
    public ConfigurationSchema(IReadOnlyDictionary<string, Type> sections, IReadOnlyDictionary<string, Type> channelKinds)
    {
        Sections = Nodes(sections, StringComparer.OrdinalIgnoreCase);
        ChannelKinds = Nodes(channelKinds, StringComparer.Ordinal);
    }

    /// <summary>What this program knows.</summary>
    public static ConfigurationSchema Default { get; } = new(
        new Dictionary<string, Type>
        {
            [StorageOptions.Section] = typeof(StorageOptions),
            [HttpOptions.Section] = typeof(HttpOptions),
            [JournalOptions.Section] = typeof(JournalOptions),
            [ConversationOptions.Section] = typeof(ConversationOptions),
            [SecurityOptions.Section] = typeof(SecurityOptions),
        },
        new Dictionary<string, Type>
        {
            [HttpChannelOptions.KindName] = typeof(HttpChannelOptions),
        });

    internal IReadOnlyDictionary<string, OptionNode> Sections { get; }

    internal IReadOnlyDictionary<string, OptionNode> ChannelKinds { get; }

    private static Dictionary<string, OptionNode> Nodes(IReadOnlyDictionary<string, Type> types, StringComparer names) =>
        types.ToDictionary(entry => entry.Key, entry => OptionNode.Of(entry.Key, entry.Value), names);
}
