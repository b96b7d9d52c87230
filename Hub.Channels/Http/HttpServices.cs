using Hub.Core.Channels;
using Microsoft.Extensions.DependencyInjection;

namespace Hub.Channels.Http;

/// <summary>Registers the kind <c>http</c>.</summary>
public static class HttpServices
{
    private static readonly TimeSpan ConnectionLife = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan IdleConnectionLife = TimeSpan.FromSeconds(2);

    /// <summary>Adds the kind and its client: no redirects, no cookies, no proxy from the environment, and no log lines with addresses.</summary>
    public static IServiceCollection AddHttpChannel(this IServiceCollection services)
    {
        services.AddHttpClient(HttpSender.ClientName, client => client.Timeout = Timeout.InfiniteTimeSpan)
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                UseCookies = false,
                UseProxy = false,
                // shorter than receivers keep idle connections: a post on one that was just closed would be of unknown outcome
                PooledConnectionIdleTimeout = IdleConnectionLife,
                // a changed name takes effect
                PooledConnectionLifetime = ConnectionLife,
                MaxResponseHeadersLength = 64,
            })
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
            .RemoveAllLoggers();
        return services.AddSingleton<IChannelKind, HttpChannelKind>();
    }
}
