using Microsoft.Extensions.Configuration;

namespace Hub.Core.Channels;

/// <summary>A kind of channel: makes the accounts of its configuration sections. The catalogue of kinds is the one list of channels.</summary>
public interface IChannelKind
{
    /// <summary>What <c>Kind</c> says in the configuration.</summary>
    string Kind { get; }

    /// <summary>The type of a section's options: what tells the configuration check which keys there are.</summary>
    Type OptionsType { get; }

    /// <summary>Makes the channel of one section that the configuration check has passed.</summary>
    IChannel Create(string id, IConfigurationSection section);
}
