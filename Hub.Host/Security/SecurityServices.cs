using Hub.Core.Security;
using Microsoft.Extensions.Options;

namespace Hub.Host.Security;

/// <summary>Registers who may call.</summary>
internal static class SecurityServices
{
    public static IServiceCollection AddHubSecurity(this IServiceCollection services) => services
        .AddSingleton(provider =>
        {
            var options = provider.GetRequiredService<IOptions<SecurityOptions>>().Value;
            return new SessionLimits(options.Session, options.SessionIdle);
        })
        .AddSingleton<Sessions>()
        .AddSingleton<ApiKeys>()
        .AddSingleton<LoginThrottle>()
        .AddSingleton<Login>()
        .AddSingleton<RequestRates>()
        .AddSingleton<Callers>();
}
