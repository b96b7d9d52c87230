using Hub.Core.Alarms;
using Hub.Core.Housekeeping;
using Hub.Core.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Hub.Core.Journal;

/// <summary>Registers the journal and its readers.</summary>
public static class JournalServices
{
    /// <summary>Adds what follows the journal, keeps parked entries and forgets old ones.</summary>
    public static IServiceCollection AddHubJournal(this IServiceCollection services)
    {
        services.AddSingleton<JournalFollower>();
        services.AddSingleton<ParkedEntries>();
        services.AddSingleton<IHousekeepingTask, JournalRetention>();
        return services;
    }

    /// <summary>Adds a reader and the service that runs it.</summary>
    public static IServiceCollection AddJournalReader<T>(this IServiceCollection services) where T : class, IJournalReader
    {
        services.AddSingleton<T>();
        services.AddSingleton<IJournalReader>(provider => provider.GetRequiredService<T>());
        // not AddHostedService, which takes a second reader's service for the first one's
        services.AddSingleton<IHostedService>(provider => new JournalReaderService(
            provider.GetRequiredService<T>(),
            provider.GetRequiredService<Store>(),
            provider.GetRequiredService<JournalFollower>(),
            provider.GetRequiredService<Leases>(),
            provider.GetRequiredService<AlarmStore>(),
            provider.GetRequiredService<ILogger<JournalReaderService>>()));
        return services;
    }
}
