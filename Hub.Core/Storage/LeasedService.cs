using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Hub.Core.Storage;

/// <summary>
/// Work that runs on one node at a time: takes its lease, runs while it holds it, stops when it is lost, gives it back at the end. Work that
/// ends or fails begins again, here or on another node.
/// </summary>
public abstract class LeasedService(Leases leases, TimeProvider time, ILogger log) : BackgroundService
{
    private static readonly TimeSpan BetweenTries = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan BetweenRenewals = Leases.Length / 3;
    private static readonly TimeSpan GivingBack = TimeSpan.FromSeconds(2);

    /// <summary>What the lease is called.</summary>
    protected abstract string LeaseName { get; }

    /// <summary>The work; <paramref name="ct"/> ends when the lease is lost or the host stops.</summary>
    protected abstract Task RunAsync(Lease lease, CancellationToken ct);

    /// <inheritdoc/>
    protected sealed override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (!stoppingToken.IsCancellationRequested)
            {
                await RunOnceAsync(stoppingToken);
                await Task.Delay(BetweenTries, time, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // the host stops
        }
    }

    /// <summary>Takes the lease where it is free, and works until it is lost, the work ends or fails, or the host stops.</summary>
    internal async Task RunOnceAsync(CancellationToken ct)
    {
        try
        {
            if (await leases.TryTakeAsync(LeaseName, ct) is { } lease) await HoldAsync(lease, ct);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // the host stops
        }
        catch (Exception error)
        {
            // the loop's top
            Log.LeasedWorkFailed(log, LeaseName, error);
        }
    }

    private async Task HoldAsync(Lease lease, CancellationToken ct)
    {
        using var held = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var renewing = RenewUntilLostAsync(lease, held.Token);
        var working = WorkAsync(lease, held.Token);
        var ended = await Task.WhenAny(working, renewing);
        await held.CancelAsync();
        try
        {
            await LetEndAsync(ended == working ? renewing : working, held.Token);
            await ended;
        }
        catch (LeaseLostException)
        {
            Log.LeaseLost(log, lease.Name, lease.Epoch);
        }
        finally
        {
            await GiveBackAsync(lease);
        }
    }

    private static async Task LetEndAsync(Task task, CancellationToken told)
    {
        try
        {
            await task;
        }
        catch (OperationCanceledException) when (told.IsCancellationRequested)
        {
            // as it was told
        }
    }

    /// <summary>Also what fails before its first await fails as a task, so that the lease is given back.</summary>
    private async Task WorkAsync(Lease lease, CancellationToken ct) => await RunAsync(lease, ct);

    private async Task RenewUntilLostAsync(Lease lease, CancellationToken ct)
    {
        do await Task.Delay(BetweenRenewals, time, ct);
        while (await leases.RenewAsync(lease, ct));
        throw new LeaseLostException(lease.Name);
    }

    private async Task GiveBackAsync(Lease lease)
    {
        using var patience = new CancellationTokenSource(GivingBack, time);
        try
        {
            await leases.ReleaseAsync(lease, patience.Token);
        }
        catch (Exception error) when (error is StoreException or OperationCanceledException)
        {
            Log.LeaseNotReturned(log, lease.Name, lease.Epoch, error);
        }
    }
}
