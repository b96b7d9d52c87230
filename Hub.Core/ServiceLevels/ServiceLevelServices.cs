using Hub.Core.Journal;
using Hub.Core.Timers;
using Microsoft.Extensions.DependencyInjection;

namespace Hub.Core.ServiceLevels;

/// <summary>Registers what keeps promises to customers.</summary>
public static class ServiceLevelServices
{
    /// <summary>Adds the clocks as a reader of the journal, and the timers that it sets.</summary>
    public static IServiceCollection AddHubServiceLevels(this IServiceCollection services) => services
        .AddJournalReader<ServiceLevelReader>()
        .AddTimerHandler<ServiceLevelTimer>()
        .AddTimerHandler<QueueClocksTimer>();
}
