using Hub.Channels.Email.Receiving;
using Hub.Channels.Mail.Imap;
using Hub.Channels.Mail.Smtp.Receiving;
using Hub.Core.Channels;
using Microsoft.Extensions.DependencyInjection;

namespace Hub.Channels.Email;

/// <summary>Registers the kind <c>email</c>.</summary>
public static class EmailServices
{
    /// <summary>Adds the kind, makes it where received mail goes, and adds the client that asks for access to mailboxes.</summary>
    public static IServiceCollection AddEmailChannel(this IServiceCollection services)
    {
        services.AddHttpClient(OAuthTokens.ClientName, client => client.Timeout = Timeout.InfiniteTimeSpan)
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false, MaxResponseHeadersLength = 64 })
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
            .RemoveAllLoggers();
        return services
            .AddSingleton<IMailDrop, EmailDrop>()
            .AddSingleton<MailboxParts>()
            .AddSingleton<IChannelKind, EmailChannelKind>();
    }
}
