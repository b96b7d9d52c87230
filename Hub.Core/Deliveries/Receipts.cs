using Hub.Core.Channels;
using Hub.Core.Storage;

namespace Hub.Core.Deliveries;

/// <summary>
/// Applies what providers report. The states form a ladder (accepted, failed, delivered, read) that a delivery only climbs, so receipts may
/// come twice, late and in any order. A receipt also settles an attempt that is under way or unknown, and one that waits for a retry though
/// the provider took it after all. That a provider failed says nothing about an attempt that a human has asked for since.
/// </summary>
public sealed class Receipts(Store store)
{
    private const string TakenAfterAll = "'planned', 'leased', 'attempting', 'unknown', 'cancelled', 'expired'";

    private const string ById = "SELECT id FROM deliveries WHERE id = $1 AND channel = $2";

    private const string ByProviderId = "SELECT id FROM deliveries WHERE provider_id = $1 AND channel = $2";

    private const string Seen = "SELECT 1 FROM delivery_events WHERE delivery_id = $1 AND receipt = $2 LIMIT 1";

    private static readonly string[] Updates =
    [
        Update(DeliveryState.Accepted, TakenAfterAll, ofThisAttempt: true),
        Update(DeliveryState.Accepted, TakenAfterAll + ", 'accepted'", ofThisAttempt: true),
        Update(DeliveryState.Failed, "'attempting', 'unknown', 'accepted'", ofThisAttempt: true),
        Update(DeliveryState.Delivered, TakenAfterAll + ", 'accepted', 'failed'", ofThisAttempt: false),
        Update(DeliveryState.Read, TakenAfterAll + ", 'accepted', 'failed', 'delivered'", ofThisAttempt: false),
    ];

    /// <summary>Applies a receipt; durable when it is answered.</summary>
    /// <exception cref="StoreUnavailableException">Nothing can be committed now; the provider must come again.</exception>
    public Task<ReceiptResult> ApplyAsync(Receipt receipt, CancellationToken ct) =>
        store.WriteAsync((tx, token) => ApplyAsync(tx, receipt, token), ct);

    /// <summary>Applies a receipt with this transaction or not at all.</summary>
    public static async Task<ReceiptResult> ApplyAsync(Tx tx, Receipt receipt, CancellationToken ct)
    {
        var id = await FindAsync(tx, receipt, ct);
        if (id == Guid.Empty) return ReceiptResult.UnknownDelivery;
        var receiptId = receipt.Id ?? $"{receipt.State}/{receipt.ProviderId}";
        if (await tx.Statement(Seen).Bind(id).Bind(receiptId).FirstAsync(row => row.Long(0), ct) == 1) return ReceiptResult.Ignored;

        var state = StateOf(receipt.State);
        var change = await tx.Statement(Updates[(int)receipt.State])
            .Bind(id).Bind(receipt.ProviderId).Bind(receipt.Class?.Text()).Bind(receipt.Detail)
            .FirstAsync(DeliveryChange.Read(state), ct);
        var told = (change ?? new DeliveryChange(id, Guid.Empty, Guid.Empty, state)) with
        {
            Class = receipt.Class,
            Detail = receipt.Detail,
            Actor = "channel:" + receipt.Channel,
            Receipt = receiptId,
        };
        if (change is null)
        {
            await told.RecordInHistoryAsync(tx, ct);
            return ReceiptResult.Ignored;
        }

        await told.RecordAsync(tx, ct);
        if (state is DeliveryState.Delivered or DeliveryState.Read) await SoftBounces.ForgetAsync(tx, id, ct);
        tx.Announce(Topic.Deliveries);
        return ReceiptResult.Applied;
    }

    private static Task<Guid> FindAsync(Tx tx, Receipt receipt, CancellationToken ct)
    {
        var find = receipt.DeliveryId is { } id
            ? tx.Statement(ById).Bind(id)
            : tx.Statement(ByProviderId).Bind(receipt.ProviderId ?? throw new ArgumentException("A receipt names a delivery or a provider's id."));
        return find.Bind(receipt.Channel).FirstAsync(row => row.Id(0), ct);
    }

    private static string Update(DeliveryState state, string from, bool ofThisAttempt) =>
        $$"""
        UPDATE deliveries SET state = '{{state.Text()}}', class = $3, error = $4, provider_id = COALESCE(provider_id, $2), owner = NULL,
          owned_until = NULL, updated_at = {now}
        WHERE id = $1 AND attempts > 0 AND state IN ({{from}})
        {{(ofThisAttempt ? "AND COALESCE(provider_id, $2, '') = COALESCE($2, provider_id, '')" : "")}}
        """ + DeliveryChange.Returning;

    internal static DeliveryState StateOf(ReceiptState state) => state switch
    {
        ReceiptState.Accepted or ReceiptState.Delayed => DeliveryState.Accepted,
        ReceiptState.Failed => DeliveryState.Failed,
        ReceiptState.Delivered => DeliveryState.Delivered,
        ReceiptState.Read => DeliveryState.Read,
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "No such receipt."),
    };
}
