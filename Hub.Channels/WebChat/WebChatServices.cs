using Hub.Core.Channels;
using Microsoft.Extensions.DependencyInjection;

namespace Hub.Channels.WebChat;

/// <summary>Registers the kind <c>chat</c>.</summary>
public static class WebChatServices
{
    /// <summary>Adds the kind.</summary>
    public static IServiceCollection AddWebChatChannel(this IServiceCollection services) => services.AddSingleton<IChannelKind, WebChatChannelKind>();
}
