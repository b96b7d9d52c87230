using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Hub.Channels.Twilio;

/// <summary>Registers what the channels of Twilio share.</summary>
public static class TwilioServices
{
    private static readonly TimeSpan ConnectionLife = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan IdleConnectionLife = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan ConnectTime = TimeSpan.FromSeconds(5);

    /// <summary>Adds it once: clients without redirects, cookies, proxies and log lines, of which that for files reaches the public internet alone.</summary>
    public static IServiceCollection AddTwilio(this IServiceCollection services)
    {
        if (services.Any(service => service.ServiceType == typeof(TwilioParts))) return services;
        AddClient(services, TwilioApi.ClientName, Handler);
        AddClient(services, TwilioMediaFetch.ClientName, () =>
        {
            var handler = Handler();
            handler.ConnectCallback = TwilioDial.ConnectAsync;
            return handler;
        });
        services.TryAddSingleton<TwilioParts>();
        return services;
    }

    private static void AddClient(IServiceCollection services, string name, Func<SocketsHttpHandler> handler) =>
        services.AddHttpClient(name, client => client.Timeout = Timeout.InfiniteTimeSpan)
            .ConfigurePrimaryHttpMessageHandler(handler)
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
            .RemoveAllLoggers();

    private static SocketsHttpHandler Handler() => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        ConnectTimeout = ConnectTime,
        // shorter than Twilio keeps idle connections: a message on one that was just closed would be of unknown outcome
        PooledConnectionIdleTimeout = IdleConnectionLife,
        PooledConnectionLifetime = ConnectionLife,
        MaxResponseHeadersLength = 64,
    };
}
