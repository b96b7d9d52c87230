using Hub.Core.Channels;
using Microsoft.Extensions.DependencyInjection;

namespace Hub.Channels.Telegram;

/// <summary>Registers the kind <c>telegram</c>.</summary>
public static class TelegramServices
{
    private static readonly TimeSpan ConnectionLife = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan IdleConnectionLife = TimeSpan.FromSeconds(2);

    /// <summary>
    /// Adds the kind and its client. Every address of the Bot API bears the bot's token, so the client writes no log lines and no traces, follows no
    /// redirects, and asks no proxy of the environment.
    /// </summary>
    public static IServiceCollection AddTelegramChannel(this IServiceCollection services)
    {
        services.AddHttpClient(TelegramApi.ClientName, client => client.Timeout = Timeout.InfiniteTimeSpan)
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                UseCookies = false,
                UseProxy = false,
                // shorter than the other side keeps idle connections: a message on one that was just closed would be of unknown outcome
                PooledConnectionIdleTimeout = IdleConnectionLife,
                PooledConnectionLifetime = ConnectionLife,
                MaxResponseHeadersLength = 64,
                // without a propagator no activity begins, which would bear the whole address
                ActivityHeadersPropagator = null,
            })
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
            .RemoveAllLoggers();
        return services
            .AddSingleton<TelegramParts>()
            .AddSingleton<IChannelKind, TelegramChannelKind>();
    }
}
