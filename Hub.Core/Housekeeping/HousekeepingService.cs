using Hub.Core.Alarms;
using Hub.Core.Storage;
using Microsoft.Extensions.Logging;

namespace Hub.Core.Housekeeping;

/// <summary>Runs every <see cref="IHousekeepingTask"/> hourly and shortly after the start, under the lease <c>housekeeping</c>.</summary>
public sealed class HousekeepingService(
    IEnumerable<IHousekeepingTask> tasks, Store store, Leases leases, AlarmStore alarms, ILogger<HousekeepingService> log)
    : LeasedService(leases, store.Time, log)
{
    private static readonly TimeSpan AfterStart = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Between = TimeSpan.FromHours(1);

    /// <inheritdoc/>
    protected override string LeaseName => "housekeeping";

    /// <inheritdoc/>
    protected override async Task RunAsync(Lease lease, CancellationToken ct)
    {
        await Task.Delay(AfterStart, store.Time, ct);
        while (true)
        {
            await RunOnceAsync(lease, ct);
            await Task.Delay(Between, store.Time, ct);
        }
    }

    /// <summary>Runs every task once; one that fails raises an alarm, which its next success clears, and stops no other.</summary>
    internal async Task RunOnceAsync(Lease lease, CancellationToken ct)
    {
        foreach (var task in tasks)
        {
            try
            {
                var removed = await task.RunAsync(lease, ct);
                if (removed > 0) Log.Removed(log, removed, task.Name);
                await alarms.ClearAsync(AlarmKinds.HousekeepingFailing, task.Name, ct);
            }
            catch (Exception error) when (Fault.IsOfTheWork(error, ct))
            {
                // a loop's top: the task is tried again in an hour
                Log.TaskFailed(log, task.Name, error);
                await alarms.RaiseAsync(
                    AlarmKinds.HousekeepingFailing, task.Name, $"Cleaning up {task.Name} failed: {Fault.Text(error)}", ct);
            }
        }
    }
}
