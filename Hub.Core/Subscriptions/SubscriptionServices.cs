using Hub.Core.Housekeeping;
using Hub.Core.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Hub.Core.Subscriptions;

/// <summary>Registers the subscriptions to events. Expects an <see cref="IEventTarget"/>.</summary>
public static class SubscriptionServices
{
    /// <summary>Adds what tells subscriptions what happens, and what forgets what they never took.</summary>
    public static IServiceCollection AddHubSubscriptions(this IServiceCollection services)
    {
        services.AddSingleton<IHousekeepingTask>(provider => ExpiredRows.EventPosts(provider.GetRequiredService<Store>()));
        return services
            .AddSingleton<SubscriptionSecrets>()
            .AddSingleton<SubscriptionHealth>()
            .AddHostedService<SubscriptionService>();
    }
}
