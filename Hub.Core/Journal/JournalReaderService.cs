using Hub.Core.Alarms;
using Hub.Core.Storage;
using Microsoft.Extensions.Logging;

namespace Hub.Core.Journal;

/// <summary>Runs one reader on the node that holds its lease, <c>reader:NAME</c>.</summary>
public sealed class JournalReaderService(
    IJournalReader reader, Store store, JournalFollower journal, Leases leases, AlarmStore alarms, ILogger<JournalReaderService> log)
    : LeasedService(leases, store.Time, log)
{
    /// <inheritdoc/>
    protected override string LeaseName => LeaseOf(reader.Name);

    internal static string LeaseOf(string reader) => $"reader:{reader}";

    /// <inheritdoc/>
    protected override async Task RunAsync(Lease lease, CancellationToken ct)
    {
        var run = new ReaderRun(reader, lease, store, alarms, log);
        var position = await run.BeginAsync(ct);
        await foreach (var entries in journal.FollowAsync(position, ct, run.SettleAsync))
            if (!await run.ApplyAsync(entries, ct) && reader.Gathering > TimeSpan.Zero)
                await Task.Delay(reader.Gathering, store.Time, ct);
    }
}
