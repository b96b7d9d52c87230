namespace Hub.Core.Storage;

/// <summary>
/// Takes, renews and gives back leases by conditional updates against the database's clock. A lease that is not renewed within
/// <see cref="Length"/> may be taken by another node; its epoch then grows.
/// </summary>
public sealed class Leases(Store store, NodeId node)
{
    /// <summary>How long a lease holds without renewal: what is left of the 10 s within which another node must take over.</summary>
    public static readonly TimeSpan Length = TimeSpan.FromSeconds(6);

    private const string Take =
        """
        INSERT INTO leases (name, owner, epoch, until_at) VALUES ($1, $2, 1, {now} + $3)
        ON CONFLICT (name) DO UPDATE SET owner = $2, until_at = {now} + $3,
          epoch = leases.epoch + CASE WHEN leases.owner = $2 THEN 0 ELSE 1 END
        WHERE leases.owner = $2 OR leases.until_at < {now}
        RETURNING epoch
        """;

    private const string Renew =
        "UPDATE leases SET until_at = {now} + $4 WHERE name = $1 AND owner = $2 AND epoch = $3 AND until_at >= {now}";

    private const string GiveBack = "UPDATE leases SET until_at = 0 WHERE name = $1 AND owner = $2 AND epoch = $3";

    /// <summary>The lease, or null while another node holds it.</summary>
    public async Task<Lease?> TryTakeAsync(string name, CancellationToken ct)
    {
        var asked = store.Time.GetTimestamp();
        var epoch = await store.WriteAsync(
            (tx, token) => tx.Statement(Take).Bind(name).Bind(node.Value).Bind(LengthMs).FirstAsync(row => row.Long(0), token), ct);
        return epoch == 0 ? null : new Lease(name, epoch) { ConfirmedAt = asked };
    }

    /// <summary>Holds it for another <see cref="Length"/>; false when it was lost meanwhile.</summary>
    public async Task<bool> RenewAsync(Lease lease, CancellationToken ct)
    {
        var asked = store.Time.GetTimestamp();
        var held = await store.WriteAsync(
            (tx, token) => tx.Statement(Renew)
                .Bind(lease.Name).Bind(node.Value).Bind(lease.Epoch).Bind(LengthMs).ExecuteAsync(token),
            ct) == 1;
        if (held) lease.ConfirmedAt = asked;
        return held;
    }

    /// <summary>
    /// Whether something may leave this machine under the lease: less than half of its time has passed on the monotonic clock since it was
    /// confirmed. Ask just before the write to the socket, which no transaction can fence.
    /// </summary>
    public bool MayActOutside(Lease lease) => store.Time.GetElapsedTime(lease.ConfirmedAt) < Length / 2;

    /// <summary>Lets another node take it at once.</summary>
    public Task ReleaseAsync(Lease lease, CancellationToken ct) => store.WriteAsync(
        (tx, token) => tx.Statement(GiveBack).Bind(lease.Name).Bind(node.Value).Bind(lease.Epoch).ExecuteAsync(token),
        ct);

    private static long LengthMs => (long)Length.TotalMilliseconds;
}
