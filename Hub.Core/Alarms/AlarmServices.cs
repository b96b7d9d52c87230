using Microsoft.Extensions.DependencyInjection;

namespace Hub.Core.Alarms;

/// <summary>Registers the alarms.</summary>
public static class AlarmServices
{
    /// <summary>Adds <see cref="AlarmStore"/>.</summary>
    public static IServiceCollection AddHubAlarms(this IServiceCollection services) => services.AddSingleton<AlarmStore>();
}
