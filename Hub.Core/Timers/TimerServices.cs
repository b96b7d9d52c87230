using Microsoft.Extensions.DependencyInjection;

namespace Hub.Core.Timers;

/// <summary>Registers the timers and their handlers.</summary>
public static class TimerServices
{
    /// <summary>Adds the service that fires timers.</summary>
    public static IServiceCollection AddHubTimers(this IServiceCollection services) => services.AddHostedService<TimerService>();

    /// <summary>Adds the handler of one kind of timers.</summary>
    public static IServiceCollection AddTimerHandler<T>(this IServiceCollection services) where T : class, ITimerHandler =>
        services.AddSingleton<ITimerHandler, T>();
}
