using Microsoft.Extensions.DependencyInjection;

namespace Hub.Channels.Mail.Smtp.Receiving;

/// <summary>Registers the listener.</summary>
public static class MailInServices
{
    /// <summary>Adds the listener, which gives what it takes to the registered <see cref="IMailDrop"/>.</summary>
    public static IServiceCollection AddMailIn(this IServiceCollection services) => services
        .AddSingleton<SmtpListener>()
        .AddHostedService(provider => provider.GetRequiredService<SmtpListener>());
}
