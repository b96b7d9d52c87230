using Hub.Core.Channels;
using Hub.Core.Storage;

namespace Hub.Core.Deliveries;

/// <summary>
/// Finds what a node that died (or was cut off) left behind, and what waited too long. A delivery that was only taken goes back to the
/// others; one whose attempt had begun is unknown, unless its receiver drops repetitions.
/// </summary>
internal sealed class AbandonedDeliveries(Store store, NodeId node, ChannelRegistry channels, Random random)
{
    private const int AtOnce = 200;

    private const string Columns = "SELECT id, channel, epoch, state, attempts - uncounted, expires_at - {now} FROM deliveries";

    private const string Lapsed = Columns + " WHERE state IN ('leased', 'attempting') AND owned_until < {now} LIMIT $1";

    private const string OfOthers = Columns + " WHERE state IN ('leased', 'attempting') AND owner <> $1 LIMIT $2";

    // the epoch stays: if the owner lives after all, it may still tell what became of an unknown one
    private const string Settle =
        """
        UPDATE deliveries SET state = $4, class = $5, error = $6, next_at = {now} + $7, owner = NULL, owned_until = NULL, updated_at = {now}
        WHERE id = $1 AND epoch = $2 AND state = $3 AND ($8 OR owned_until < {now})
        """ + DeliveryChange.Returning;

    private const string TooLate =
        "SELECT id FROM deliveries WHERE state IN ('scheduled', 'planned') AND expires_at <= {now} LIMIT $1";

    private const string Expire =
        """
        UPDATE deliveries SET state = 'expired', updated_at = {now}
        WHERE id = $1 AND state IN ('scheduled', 'planned') AND expires_at <= {now}
        """ + DeliveryChange.Returning;

    /// <summary>Settles what every former process has left: right where the data folder's lock proves that there is no other one.</summary>
    public async Task SettleAllOfOthersAsync(CancellationToken ct)
    {
        while (await SettleAsync(OfOthers, statement => statement.Bind(node.Value), ofOthers: true, ct) == AtOnce)
            ct.ThrowIfCancellationRequested();
    }

    /// <summary>Looks once; cheap when there is nothing.</summary>
    /// <returns>How many rows were found.</returns>
    public async Task<int> RunOnceAsync(CancellationToken ct)
    {
        var late = await store.ReadAsync((session, token) => session.Statement(TooLate).Bind(AtOnce).ListAsync(row => row.Id(0), token), ct);
        if (late.Count > 0)
            await store.WriteInBackgroundAsync(
                async (tx, token) =>
                {
                    foreach (var id in late) await ExpireAsync(tx, id, token);
                    return late.Count;
                },
                ct);
        return late.Count + await SettleAsync(Lapsed, statement => statement, ofOthers: false, ct);
    }

    private async Task<int> SettleAsync(string find, Func<Statement, Statement> bind, bool ofOthers, CancellationToken ct)
    {
        var found = await store.ReadAsync(
            (session, token) => bind(session.Statement(find)).Bind(AtOnce).ListAsync(Left.Read, token), ct);
        if (found.Count == 0) return 0;
        var settled = found.ConvertAll(row => (row, Fate: FateOf(row)));
        await store.WriteInBackgroundAsync(
            async (tx, token) =>
            {
                foreach (var (row, fate) in settled) await SettleAsync(tx, row, fate, ofOthers, token);
                tx.Announce(Topic.Deliveries);
                return true;
            },
            ct);
        return found.Count;
    }

    private Outcome FateOf(Left row)
    {
        if (row.State == DeliveryState.Leased.Text()) return new(DeliveryState.Planned) { Detail = "its node ended before the attempt" };
        var unknown = new Outcome(DeliveryState.Unknown) { Class = DeliveryClass.Ambiguous, Detail = "its node ended during the attempt" };
        if (channels.Find(row.Channel)?.Account.Capabilities.ReceiverDeduplicates != true) return unknown;
        double jitter;
        lock (random) jitter = random.NextDouble();
        return RetrySchedule.Next(DeliveryClass.Ambiguous, row.Counted, row.WorthFor, null, jitter) is { } wait
            ? unknown with { State = DeliveryState.Planned, Wait = wait }
            : unknown;
    }

    private static async Task SettleAsync(Tx tx, Left row, Outcome fate, bool ofOthers, CancellationToken ct)
    {
        var change = await tx.Statement(Settle)
            .Bind(row.Id).Bind(row.Epoch).Bind(row.State).Bind(fate.State.Text()).Bind(fate.Class?.Text()).Bind(fate.Detail)
            .Bind((long)fate.Wait.TotalMilliseconds).Bind(ofOthers)
            .FirstAsync(DeliveryChange.Read(fate.State), ct);
        if (change is not null) await (change with { Class = fate.Class, Detail = fate.Detail }).RecordAsync(tx, ct);
    }

    private static async Task ExpireAsync(Tx tx, Guid id, CancellationToken ct)
    {
        if (await tx.Statement(Expire).Bind(id).FirstAsync(DeliveryChange.Read(DeliveryState.Expired), ct) is { } change)
            await (change with { Class = DeliveryClass.Expired }).RecordAsync(tx, ct);
    }

    private sealed record Left(Guid Id, string Channel, long Epoch, string State, int Counted, TimeSpan WorthFor)
    {
        public static Left Read(Row row) => new(
            row.Id(0), row.Text(1), row.Long(2), row.Text(3), (int)row.Long(4), TimeSpan.FromMilliseconds(row.Long(5)));
    }
}
