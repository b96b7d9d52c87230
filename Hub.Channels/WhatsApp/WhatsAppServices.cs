using Hub.Channels.Twilio;
using Hub.Core.Channels;
using Microsoft.Extensions.DependencyInjection;

namespace Hub.Channels.WhatsApp;

/// <summary>Registers the kind <c>whatsapp</c>.</summary>
public static class WhatsAppServices
{
    /// <summary>Adds the kind.</summary>
    public static IServiceCollection AddWhatsAppChannel(this IServiceCollection services) => services.AddTwilio().AddSingleton<IChannelKind, WhatsAppChannelKind>();
}
