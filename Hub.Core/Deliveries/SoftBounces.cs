using System.Globalization;
using Hub.Core.Storage;

namespace Hub.Core.Deliveries;

/// <summary>
/// Counts failures that may pass. So many of an address with nothing between that got through, and it gets nothing for a while that no
/// person writes. What got through: a report of it, a message from the address, and, for what was refused at once, the provider's
/// acceptance; of what is reported later acceptance says nothing, because each such failure was accepted first.
/// </summary>
internal sealed class SoftBounces(SuppressionOptions options)
{
    private const string Add =
        """
        INSERT INTO soft_bounces (kind, address, delivery_id, at_once, at) VALUES ($1, $2, $3, $4, {now})
        ON CONFLICT (address, kind, delivery_id) DO NOTHING
        """;

    private const string Count =
        """
        SELECT COUNT(*) FROM soft_bounces b
        WHERE b.kind = $1 AND b.address = $2 AND b.at > {now} - $3 AND NOT EXISTS (
          SELECT 1 FROM contact_points p JOIN conversations c ON c.contact_id = p.contact_id JOIN messages m ON m.conversation_id = c.id
          WHERE p.kind = $1 AND p.address = $2 AND c.active_at > b.at AND m.point_id = p.id AND m.direction = 'in' AND m.stored_at > b.at)
        """;

    private const string Drop = "DELETE FROM soft_bounces WHERE kind = $1 AND address = $2";

    private const string DropOfReceiver = "DELETE FROM soft_bounces WHERE address = (SELECT address FROM deliveries WHERE id = $1)";

    /// <summary>Counts one, each delivery once, and suppresses the address where it was one too many.</summary>
    public async Task CountAsync(Tx tx, SoftBounce bounce, string actor, CancellationToken ct)
    {
        if (options.SoftBounces == 0) return;
        var isNew = await tx.Statement(Add)
            .Bind(bounce.Kind).Bind(bounce.Address).Bind(bounce.DeliveryId).Bind(bounce.IsAtOnce).ExecuteAsync(ct) == 1;
        if (!isNew) return;
        var within = TimeSpan.FromDays(options.SoftBounceDays);
        var count = await tx.Statement(Count)
            .Bind(bounce.Kind).Bind(bounce.Address).Bind((long)within.TotalMilliseconds).FirstAsync(row => row.Long(0), ct);
        if (count < options.SoftBounces) return;
        var wish = new NewSuppression(bounce.Kind, bounce.Address, SuppressionScope.Notice, SuppressionReason.SoftBounce)
        {
            Detail = string.Create(CultureInfo.InvariantCulture, $"{count} messages in {options.SoftBounceDays} days did not get through, the last: {bounce.Detail}"),
            DeliveryId = bounce.DeliveryId,
            Until = tx.Time.GetUtcNow() + TimeSpan.FromDays(options.SoftBounceRestDays),
        };
        await SuppressionList.AddAsync(tx, wish, actor, ct);
        // afterwards it is counted anew
        await tx.Statement(Drop).Bind(bounce.Kind).Bind(bounce.Address).ExecuteAsync(ct);
    }

    /// <summary>The delivery reached its receiver.</summary>
    public static Task ForgetAsync(Tx tx, Guid delivery, CancellationToken ct) =>
        tx.Statement(DropOfReceiver).Bind(delivery).ExecuteAtEndAsync(tx, ct);

    /// <summary>The provider took the delivery: its refusals of the receiver are over.</summary>
    public static Task ForgetRefusalsAsync(Tx tx, Guid delivery, CancellationToken ct) =>
        tx.Statement(DropOfReceiver + " AND at_once").Bind(delivery).ExecuteAtEndAsync(tx, ct);
}
