using Hub.Core.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Hub.Core.Housekeeping;

/// <summary>Registers the housekeeping and the tasks that belong to no other folder.</summary>
public static class HousekeepingServices
{
    /// <summary>Adds the service; other folders add their own <see cref="IHousekeepingTask"/>s.</summary>
    public static IServiceCollection AddHubHousekeeping(this IServiceCollection services)
    {
        services.AddSingleton<IHousekeepingTask>(provider => ExpiredRows.IdempotencyKeys(provider.GetRequiredService<Store>()));
        services.AddSingleton<IHousekeepingTask>(provider => ExpiredRows.Sessions(provider.GetRequiredService<Store>()));
        services.AddSingleton<IHousekeepingTask>(provider => ExpiredRows.LoginFailures(provider.GetRequiredService<Store>()));
        services.AddSingleton<IHousekeepingTask>(provider => ExpiredRows.KnownAddresses(provider.GetRequiredService<Store>()));
        services.AddSingleton<IHousekeepingTask>(provider => ExpiredRows.Uploads(provider.GetRequiredService<Store>()));
        services.AddSingleton<IHousekeepingTask>(provider => ExpiredRows.Writers(provider.GetRequiredService<Store>()));
        services.AddSingleton<IHousekeepingTask>(provider => ExpiredRows.Suppressions(provider.GetRequiredService<Store>()));
        services.AddSingleton<IHousekeepingTask>(provider => ExpiredRows.SoftBounces(provider.GetRequiredService<Store>()));
        services.AddSingleton<IHousekeepingTask>(provider => ExpiredRows.Acknowledged(provider.GetRequiredService<Store>()));
        services.AddHostedService<HousekeepingService>();
        return services;
    }
}
