using Hub.Core.Storage;
using Microsoft.Extensions.Logging;

namespace Hub.Core.Subscriptions;

/// <summary>Tells the subscriptions what happens, on the node that holds the lease <c>event-subscriptions</c>; none waits for another one's receiver.</summary>
public sealed class SubscriptionService(
    Store store, Leases leases, SubscriptionHealth health, IEventTarget target, ILogger<SubscriptionService> log)
    : LeasedService(leases, store.Time, log)
{
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(1);

    /// <summary>How long others may gather, so that not every commit is followed by one of ours.</summary>
    private static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(50);

    private readonly Leases _leases = leases;

    /// <inheritdoc/>
    protected override string LeaseName => "event-subscriptions";

    /// <inheritdoc/>
    protected override async Task RunAsync(Lease lease, CancellationToken ct)
    {
        var running = new Dictionary<Guid, Task>();
        try
        {
            while (true)
            {
                var present = await store.ReadAsync(SubscriptionStore.ListAsync, ct);
                foreach (var subscription in present.Where(one => one.Enabled))
                    if (!running.TryGetValue(subscription.Id, out var task) || task.IsCompleted)
                        running[subscription.Id] = TellAsync(new SubscriptionRun(subscription.Id, lease, store, _leases, health, target), subscription.Id, ct);
                foreach (var (id, _) in running.Where(one => one.Value.IsCompleted).ToList()) running.Remove(id);
                await Task.Delay(LookAgain, store.Time, ct);
            }
        }
        finally
        {
            await Task.WhenAll(running.Values);
        }
    }

    /// <summary>Until the subscription is switched off or the lease is lost; what fails begins again soon.</summary>
    private async Task TellAsync(SubscriptionRun run, Guid id, CancellationToken ct)
    {
        try
        {
            while (true)
            {
                var news = store.Signals[Topic.Journal].Next;
                var done = await run.PassAsync(ct);
                if (done is null) return;
                if (run.IsOpen) await Task.Delay(PostRetry.First, store.Time, ct);
                else if (done == false) await Signal.WaitAsync(news, LookAgain, store.Time, ct);
                if (done == false) await Task.Delay(Gathering, store.Time, ct);
            }
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // the lease is lost, or the host stops
        }
        catch (Exception error)
        {
            // the loop's top
            Log.TellingFailed(log, id, error);
        }
    }
}
