using Hub.Core.Channels;
using Hub.Core.Security;
using Microsoft.Extensions.Configuration;

namespace Hub.Channels.WebChat;

/// <summary>Makes the accounts of kind <c>chat</c>.</summary>
internal sealed class WebChatChannelKind(InstallationKey key) : IChannelKind
{
    public string Kind => WebChatOptions.KindName;

    public Type OptionsType => typeof(WebChatOptions);

    public IChannel Create(string id, IConfigurationSection section)
    {
        var options = section.Get<WebChatOptions>() ?? new WebChatOptions();
        if (options.Faults().FirstOrDefault() is { } fault) throw new InvalidOperationException($"{fault.Key} {fault.Problem}: {fault.Fix}");
        return new WebChatChannel(id, options, new VisitorTokens(key, id));
    }
}
