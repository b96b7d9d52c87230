using Hub.Core.Alarms;
using Hub.Core.Housekeeping;
using Hub.Core.Journal;
using Hub.Core.Storage;
using Hub.Core.Timers;
using Hub.Tests.Contracts;
using Hub.Tests.Timers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Hub.Tests.Journal;

public sealed class JournalServicesTests : StoreContractBase<SqliteTestDatabase>
{
    [Fact]
    public async Task Every_part_can_be_made_and_each_reader_has_a_service_of_its_own()
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton(Store);
        services.AddSingleton(NodeId.New(Time));
        services.AddSingleton<Leases>();
        services.AddHubAlarms().AddHubJournal().AddHubTimers().AddHubHousekeeping();
        services.AddJournalReader<RecordingReader>().AddJournalReader<IdleReader>().AddTimerHandler<RecordingHandler>();

        await using var provider = services.BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true });

        var hosted = provider.GetServices<IHostedService>().ToList();
        Assert.Equal(2, hosted.OfType<JournalReaderService>().Count());
        Assert.Single(hosted.OfType<TimerService>());
        Assert.Single(hosted.OfType<HousekeepingService>());
        Assert.Superset(
            new HashSet<string> { "idempotency keys", "journal", "login failures", "sessions" },
            provider.GetServices<IHousekeepingTask>().Select(task => task.Name).ToHashSet());
        Assert.Empty(await provider.GetRequiredService<ParkedEntries>().ListAsync(0, "", 10, Ct));
    }

    private sealed class IdleReader : IJournalReader
    {
        public string Name => "idle";

        public JournalStart StartsAt => JournalStart.Now;

        public Task HandleAsync(Tx tx, IReadOnlyList<JournalEntry> entries, CancellationToken ct) => Task.CompletedTask;
    }
}
