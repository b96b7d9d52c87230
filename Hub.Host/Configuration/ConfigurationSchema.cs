using Hub.Channels;
using Hub.Channels.Mail.Smtp.Receiving;
using Hub.Core.Acknowledgements;
using Hub.Core.Conversations;
using Hub.Core.Deliveries;
using Hub.Core.Journal;
using Hub.Core.Storage;
using Hub.Host.Events.Webhooks;
using Hub.Host.Http;
using Hub.Host.Security;

namespace Hub.Host.Configuration;

/// <summary>Every key that the configuration may hold. The options types are the only list: the check and the binding read them.</summary>
public sealed class ConfigurationSchema
{
    /// <param name="sections">The top-level sections that are no channels.</param>
    /// <param name="channelKinds">The options type of each kind of channel, derived from <see cref="Hub.Core.Channels.ChannelOptions"/>.</param>
    internal ConfigurationSchema(IReadOnlyList<OptionSection> sections, IReadOnlyDictionary<string, Type> channelKinds)
    {
        OptionSections = sections;
        Sections = sections.ToDictionary(
            section => section.Name, section => OptionNode.Of(section.Name, section.Type), StringComparer.OrdinalIgnoreCase);
        ChannelKinds = channelKinds.ToDictionary(kind => kind.Key, kind => OptionNode.Of(kind.Key, kind.Value));
    }

    /// <summary>What this program knows.</summary>
    public static ConfigurationSchema Default { get; } = new(
        [
            OptionSection.Of<StorageOptions>(StorageOptions.Section),
            OptionSection.Of<HttpOptions>(HttpOptions.Section),
            OptionSection.Of<MailInOptions>(MailInOptions.Section),
            OptionSection.Of<JournalOptions>(JournalOptions.Section),
            OptionSection.Of<EventWebhookOptions>(EventWebhookOptions.Section),
            OptionSection.Of<ConversationOptions>(ConversationOptions.Section),
            OptionSection.Of<AcknowledgementOptions>(AcknowledgementOptions.Section),
            OptionSection.Of<SuppressionOptions>(SuppressionOptions.Section),
            OptionSection.Of<SecurityOptions>(SecurityOptions.Section),
        ],
        ChannelCatalog.OptionTypes);

    internal IReadOnlyList<OptionSection> OptionSections { get; }

    internal IReadOnlyDictionary<string, OptionNode> Sections { get; }

    internal IReadOnlyDictionary<string, OptionNode> ChannelKinds { get; }
}
