using Hub.Core.Journal;
using Hub.Core.Timers;
using Microsoft.Extensions.DependencyInjection;

namespace Hub.Core.Routing;

/// <summary>Registers the routing of conversations to agents.</summary>
public static class RoutingServices
{
    /// <summary>Adds the router as a reader of the journal, and the timers that it sets.</summary>
    public static IServiceCollection AddHubRouting(this IServiceCollection services) => services
        .AddJournalReader<Router>()
        .AddTimerHandler<RoutingTimer>()
        .AddTimerHandler<OfferTimer>();
}
