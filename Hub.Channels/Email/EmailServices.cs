using Hub.Channels.Mail.Smtp.Receiving;
using Hub.Core.Channels;
using Microsoft.Extensions.DependencyInjection;

namespace Hub.Channels.Email;

/// <summary>Registers the kind <c>email</c>.</summary>
public static class EmailServices
{
    /// <summary>Adds the kind, and makes it where received mail goes.</summary>
    public static IServiceCollection AddEmailChannel(this IServiceCollection services) => services
        .AddSingleton<IMailDrop, EmailDrop>()
        .AddSingleton<IChannelKind, EmailChannelKind>();
}
