using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Hub.Core.Storage;

/// <summary>
/// Work that runs on one node at a time: takes its lease, runs while it holds it, stops when it is lost, gives it back at the end.
/// </summary>
public abstract class LeasedService(Leases leases, TimeProvider time, ILogger log) : BackgroundService
{
    private static readonly TimeSpan BetweenTries = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan BetweenRenewals = Leases.Length / 3;

    /// <summary>What the lease is called.</summary>
    protected abstract string LeaseName { get; }

    /// <summary>The work; <paramref name="ct"/> ends when the lease is lost or the host stops.</summary>
    protected abstract Task RunAsync(Lease lease, CancellationToken ct);

    /// <inheritdoc/>
    protected sealed override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (await leases.TryTakeAsync(LeaseName, stoppingToken) is { } lease) await HoldAsync(lease, stoppingToken);
                await Task.Delay(BetweenTries, time, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception error)
            {
                // the loop's top: the work begins again, on this node or another
                Log.LeasedWorkFailed(log, LeaseName, error);
                await Task.Delay(BetweenTries, time, stoppingToken).ContinueWith(_ => { }, TaskScheduler.Default);
            }
        }
    }

    private async Task HoldAsync(Lease lease, CancellationToken stoppingToken)
    {
        using var held = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        var work = RunAsync(lease, held.Token);
        try
        {
            var renewing = RenewAsync(lease, held.Token);
            await Task.WhenAny(work, renewing);
            await held.CancelAsync();
            await Task.WhenAll(work, renewing);
        }
        catch (OperationCanceledException) when (held.IsCancellationRequested)
        {
            // lost, or the host stops
        }
        finally
        {
            await leases.ReleaseAsync(lease, CancellationToken.None);
        }
    }

    /// <summary>Completes when the lease is lost.</summary>
    private async Task RenewAsync(Lease lease, CancellationToken ct)
    {
        do
        {
            await Task.Delay(BetweenRenewals, time, ct);
        }
        while (await leases.RenewAsync(lease, ct));
        Log.LeaseLost(log, lease.Name, lease.Epoch);
    }
}
