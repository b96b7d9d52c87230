using Hub.Core.Subscriptions;
using Hub.Host.Events.Webhooks;

namespace Hub.Host.Events;

/// <summary>Registers the event streams.</summary>
internal static class EventServices
{
    public static IServiceCollection AddHubEvents(this IServiceCollection services) => services
        .AddSingleton<EventFeed>()
        .AddHostedService(provider => provider.GetRequiredService<EventFeed>())
        .AddSingleton<EventStreams>()
        .AddSingleton<IEventTarget, WebhookTarget>();
}
