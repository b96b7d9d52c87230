using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Hub.Channels.Mail.Smtp.Receiving;

/// <summary>Registers the listener.</summary>
public static class MailInServices
{
    /// <summary>Adds the listener. Until an <see cref="IMailDrop"/> is registered, before or after, it knows no recipient.</summary>
    public static IServiceCollection AddMailIn(this IServiceCollection services)
    {
        services.TryAddSingleton<IMailDrop, NoMailDrop>();
        return services
            .AddSingleton<SmtpListener>()
            .AddHostedService(provider => provider.GetRequiredService<SmtpListener>());
    }
}
