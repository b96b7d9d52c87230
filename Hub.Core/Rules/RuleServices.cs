using Hub.Core.Housekeeping;
using Hub.Core.Journal;
using Hub.Core.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Hub.Core.Rules;

/// <summary>Registers the rules.</summary>
public static class RuleServices
{
    /// <summary>Adds what applies them as a reader of the journal, and what forgets whom they have answered.</summary>
    public static IServiceCollection AddHubRules(this IServiceCollection services)
    {
        services.AddSingleton<IHousekeepingTask>(provider => ExpiredRows.RuleReplies(provider.GetRequiredService<Store>()));
        return services.AddJournalReader<RuleReader>();
    }
}
