using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Hub.Core.Deliveries;

/// <summary>Registers the deliveries.</summary>
public static class DeliveryServices
{
    /// <summary>
    /// Adds the ledger, the receipts and the dispatcher. They need the store, its node id, the channel registry, the alarms and an
    /// <see cref="IOutboundContent"/>.
    /// </summary>
    public static IServiceCollection AddHubDeliveries(this IServiceCollection services)
    {
        services.TryAddSingleton(_ => new Random());
        services.AddSingleton<DeliveryLedger>();
        services.AddSingleton<Receipts>();
        services.AddSingleton<OptOuts>();
        services.AddHostedService<Dispatcher>();
        return services;
    }
}
