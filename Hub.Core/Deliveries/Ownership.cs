using System.Collections.Concurrent;
using Hub.Core.Storage;
using Microsoft.Extensions.Logging;

namespace Hub.Core.Deliveries;

/// <summary>
/// Keeps what this node works on its own. A claim holds for <see cref="Length"/> by the database's clock and is renewed while its attempt is
/// under way here, so that another node takes over soon after a death however long a send may take. What is renewed is what this process
/// knows of, not what the table says is its own: a claim whose commit was never answered lapses.
/// </summary>
internal sealed class Ownership(Store store, NodeId node, ILogger log)
{
    /// <summary>How long a delivery stays a node's own without renewal.</summary>
    public static readonly TimeSpan Length = Leases.Length;

    private static readonly TimeSpan BetweenRenewals = Length / 3;

    // passes over what is locked: that is changing right now, and one stuck row must not let all the others lapse
    private const string Renew =
        """
        WITH held AS MATERIALIZED (
          SELECT seq FROM deliveries WHERE id IN @ids AND owner = @node AND state IN ('leased', 'attempting') {skipLocked})
        UPDATE deliveries SET owned_until = {now} + @length WHERE seq IN (SELECT seq FROM held) RETURNING seq
        """;

    private readonly ConcurrentDictionary<ClaimedDelivery, bool> _held = new();

    /// <summary>Renews from now on, until <see cref="Drop"/>.</summary>
    public void Keep(ClaimedDelivery claimed) => _held[claimed] = true;

    /// <summary>Renews no longer.</summary>
    public void Drop(ClaimedDelivery claimed) => _held.TryRemove(claimed, out _);

    /// <summary>Renews until <paramref name="ending"/>: also while a stopping node finishes what it is sending.</summary>
    public async Task RunAsync(CancellationToken ending)
    {
        while (!ending.IsCancellationRequested)
        {
            try
            {
                await Task.Delay(BetweenRenewals, store.Time, ending);
                await RenewAsync(ending);
            }
            catch (OperationCanceledException) when (ending.IsCancellationRequested)
            {
                return;
            }
            catch (Exception error)
            {
                // the loop's top: the store may be away, and then no attempt begins either
                Log.RenewalFailed(log, error);
            }
        }
    }

    /// <summary>Renews once, by one statement; nothing where nothing is held.</summary>
    internal async Task RenewAsync(CancellationToken ct)
    {
        Guid[] ids = [.. _held.Keys.Select(claimed => claimed.Id).Distinct()];
        if (ids.Length == 0) return;
        var args = new { node = node.Value, length = (long)Length.TotalMilliseconds };
        await store.WriteAsync((tx, token) => tx.ListAsync<long>(Renew, ids, args, token), ct);
    }
}
