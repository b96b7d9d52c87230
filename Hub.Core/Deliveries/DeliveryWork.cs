using Hub.Core.Security;
using Hub.Core.Storage;

namespace Hub.Core.Deliveries;

/// <summary>
/// The dispatcher's transitions. Each names the claim's epoch beside the old state: what was taken from a node that was thought dead, or
/// that slept, it finds to be no longer its own.
/// </summary>
internal sealed class DeliveryWork(Store store, NodeId node, SoftBounces softBounces)
{
    private static readonly long HoldMs = Ms(TimeSpan.FromMinutes(10));
    private static readonly long OwnedMs = Ms(Ownership.Length);

    private const string Look =
        """
        SELECT
          (SELECT next_at FROM deliveries WHERE channel = $1 AND state IN ('scheduled', 'planned') AND next_at <= {now} LIMIT 1),
          (SELECT MIN(next_at) FROM deliveries WHERE channel = $1 AND state IN ('scheduled', 'planned') AND next_at > {now}) - {now}
        """;

    // A due delivery goes when nothing of its conversation is in flight and no earlier one goes first: one that is due too, one that
    // waits for a retry for less than its time to hold others back. The unique index on what is in flight decides a race. Domains that have
    // all that they may are passed over, so that what goes to others does not wait behind them.
    private const string Claim =
        """
        WITH due AS MATERIALIZED (
          SELECT d.seq, d.domain, d.next_at FROM deliveries d
          WHERE d.channel = $1 AND d.state IN ('scheduled', 'planned') AND d.next_at <= {now} AND d.expires_at > {now}
            AND d.domain NOT IN (
              SELECT f.domain FROM deliveries f WHERE f.channel = $1 AND f.state IN ('leased', 'attempting') AND f.domain <> ''
              GROUP BY f.domain HAVING COUNT(*) >= $5)
            AND NOT EXISTS (
              SELECT 1 FROM deliveries e
              WHERE e.conversation_id = d.conversation_id AND e.channel = d.channel
                AND e.state IN ('scheduled', 'planned', 'leased', 'attempting')
                AND (e.state IN ('leased', 'attempting')
                  OR e.seq < d.seq AND e.expires_at > {now}
                    AND (e.next_at <= {now} OR e.state = 'planned' AND COALESCE(e.holds_until, e.expires_at) > {now})))
          ORDER BY d.next_at, d.seq LIMIT $4 {skipLocked}),
        placed AS (
          SELECT due.seq, due.domain, ROW_NUMBER() OVER (PARTITION BY due.domain ORDER BY due.next_at, due.seq) + (
            SELECT COUNT(*) FROM deliveries f WHERE f.channel = $1 AND f.domain = due.domain AND f.state IN ('leased', 'attempting')) AS place
          FROM due)
        UPDATE deliveries SET state = 'leased', owner = $2, owned_until = {now} + $3, epoch = epoch + 1, updated_at = {now}
        WHERE seq IN (SELECT seq FROM placed WHERE place <= $5 OR domain = '') AND state IN ('scheduled', 'planned')
        """ + DeliveryChange.Returning + ", epoch, attempts, attempts - uncounted, expires_at - {now}";

    private const string Begin =
        """
        UPDATE deliveries SET state = 'attempting', attempts = attempts + 1, owned_until = {now} + $3, updated_at = {now}
        WHERE id = $1 AND epoch = $2 AND state = 'leased'
        """ + DeliveryChange.Returning;

    // also from unknown: another node may have given us up, but we know what became of it
    private const string End =
        """
        UPDATE deliveries SET state = $3, class = $4, error = $5, provider_id = COALESCE($6, provider_id), next_at = {now} + $7,
          uncounted = uncounted + $8, holds_until = CASE WHEN $3 = 'planned' THEN COALESCE(holds_until, {now} + $9) ELSE holds_until END,
          owner = NULL, owned_until = NULL, updated_at = {now}
        WHERE id = $1 AND epoch = $2 AND state IN ('leased', 'attempting', 'unknown')
        """ + DeliveryChange.Returning;

    private const string NameAfterwards = "UPDATE deliveries SET provider_id = $2 WHERE id = $1 AND provider_id IS NULL";

    private const string GiveBack =
        """
        UPDATE deliveries SET state = 'planned', next_at = {now} + $4, uncounted = uncounted + (attempts - $3),
          holds_until = CASE WHEN $4 > 0 THEN COALESCE(holds_until, {now} + $5) ELSE holds_until END,
          owner = NULL, owned_until = NULL, updated_at = {now}
        WHERE id = $1 AND epoch = $2 AND state IN ('leased', 'attempting', 'unknown')
        """ + DeliveryChange.Returning;

    /// <summary>Whether anything of the channel is due, and how long it is until more is; both null when nothing waits.</summary>
    public Task<(bool Due, TimeSpan? Next)> LookAsync(string channel, CancellationToken ct) => store.ReadAsync(
        (session, token) => session.Statement(Look).Bind(channel).FirstAsync(
            row => (row.LongOrNull(0) is not null, row.LongOrNull(1) is { } ms ? TimeSpan.FromMilliseconds(ms) : (TimeSpan?)null), token),
        ct);

    /// <summary>Takes what is due, in order and at most so many, for <see cref="Ownership.Length"/>.</summary>
    /// <param name="channel">The channel account.</param>
    /// <param name="most">How many at the most.</param>
    /// <param name="mostPerDomain">How many may be in flight to one mail domain.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<IReadOnlyList<ClaimedDelivery>> ClaimAsync(string channel, int most, int mostPerDomain, CancellationToken ct)
    {
        try
        {
            return await store.WriteAsync((tx, token) => ClaimAsync(tx, channel, (most, mostPerDomain), token), ct);
        }
        catch (ConstraintException)
        {
            // another node claimed in the same conversation at the same instant: the next look sees what it left
            return [];
        }
    }

    /// <summary>Commits that an attempt begins, and holds the delivery for another <see cref="Ownership.Length"/>; or that it must not.</summary>
    /// <param name="claimed">The delivery.</param>
    /// <param name="refusal">The last look at whether it may leave, in the same transaction: why not, or null.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>False when the delivery was refused, was cancelled or is another's: it must not be sent.</returns>
    public Task<bool> BeginAsync(ClaimedDelivery claimed, Func<Tx, CancellationToken, Task<Outcome?>> refusal, CancellationToken ct) => store.WriteAsync(
        async (tx, token) =>
        {
            if (await refusal(tx, token) is { } refused)
            {
                if (await ChangeAsync(tx, EndOf(tx, claimed, refused), refused, token)) tx.Announce(Topic.Deliveries);
                return false;
            }

            var begin = tx.Statement(Begin).Bind(claimed.Id).Bind(claimed.Epoch).Bind(OwnedMs);
            return await ChangeAsync(tx, begin, new Outcome(DeliveryState.Attempting), token);
        },
        ct);

    /// <summary>Writes what the attempt led to; a receipt or a human may have been quicker and then stands.</summary>
    /// <param name="claimed">The delivery.</param>
    /// <param name="outcome">What it led to.</param>
    /// <param name="ct">Cancels.</param>
    public Task EndAsync(ClaimedDelivery claimed, Outcome outcome, CancellationToken ct) => store.WriteAsync(
        async (tx, token) =>
        {
            var isChanged = await ChangeAsync(tx, EndOf(tx, claimed, outcome), outcome, token);
            if (isChanged && outcome.Dead is { } dead) await SuppressionList.AddAsync(tx, dead, Subject.System, token);
            if (isChanged && outcome.Soft is { } soft) await softBounces.CountAsync(tx, soft, Subject.System, token);
            if (outcome.State == DeliveryState.Accepted) await SoftBounces.ForgetRefusalsAsync(tx, claimed.Id, token);
            if (isChanged || outcome.ProviderId is null) return;
            await tx.Statement(NameAfterwards).Bind(claimed.Id).Bind(outcome.ProviderId).ExecuteAsync(token);
        },
        ct);

    /// <summary>Gives back what was not sent for certain; the attempt, if it was begun, does not count.</summary>
    public Task GiveBackAsync(ClaimedDelivery claimed, TimeSpan wait, string why, CancellationToken ct) => store.WriteAsync(
        async (tx, token) =>
        {
            var update = tx.Statement(GiveBack).Bind(claimed.Id).Bind(claimed.Epoch).Bind(claimed.Attempts).Bind(Ms(wait)).Bind(HoldMs);
            if (await ChangeAsync(tx, update, new Outcome(DeliveryState.Planned) { Detail = why }, token)) tx.Announce(Topic.Deliveries);
        },
        ct);

    private static Statement EndOf(Tx tx, ClaimedDelivery claimed, Outcome outcome) => tx.Statement(End)
        .Bind(claimed.Id).Bind(claimed.Epoch).Bind(outcome.State.Text()).Bind(outcome.Class?.Text())
        .Bind(outcome.Detail).Bind(outcome.ProviderId).Bind(Ms(outcome.Wait)).Bind(outcome.Counts ? 0L : 1L).Bind(HoldMs);

    private async Task<List<ClaimedDelivery>> ClaimAsync(Tx tx, string channel, (int InAll, int PerDomain) most, CancellationToken ct)
    {
        var since = store.Time.GetTimestamp();
        var leased = DeliveryChange.Read(DeliveryState.Leased);
        var rows = await tx.Statement(Claim).Bind(channel).Bind(node.Value).Bind(OwnedMs).Bind((long)most.InAll).Bind((long)most.PerDomain).ListAsync(
            row => (Change: leased(row), Claimed: new ClaimedDelivery(
                row.Id(0), row.Long(3), row.Long(4), (int)row.Long(5), TimeSpan.FromMilliseconds(row.Long(6)), since)),
            ct);
        foreach (var (change, _) in rows) await change.RecordAsync(tx, ct);
        return rows.ConvertAll(row => row.Claimed);
    }

    private static async Task<bool> ChangeAsync(Tx tx, Statement update, Outcome outcome, CancellationToken ct)
    {
        if (await update.FirstAsync(DeliveryChange.Read(outcome.State), ct) is not { } change) return false;
        await (change with { Class = outcome.Class, Detail = outcome.Detail }).RecordAsync(tx, ct);
        return true;
    }

    private static long Ms(TimeSpan span) => (long)span.TotalMilliseconds;
}
