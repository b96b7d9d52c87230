using System.Globalization;
using Hub.Core.Channels;
using Hub.Core.Contacts;
using Hub.Core.Deliveries;

namespace Hub.Channels.Twilio;

/// <summary>Books what Twilio says of a message that was handed over, and what it says of the receiver's number with it.</summary>
internal sealed class TwilioReceipts(string channel, TwilioReader reader, TwilioParts parts)
{
    /// <summary>Books a status; durable when it is answered.</summary>
    /// <param name="delivery">The delivery, where it is known by our own id.</param>
    /// <param name="sid">The message's SID.</param>
    /// <param name="said">The status, the error code and the receiver's address, as Twilio writes them.</param>
    /// <param name="ct">Ends the wait; it may have been booked.</param>
    public async Task<ReceiptResult> BookAsync(Guid? delivery, string sid, (string? Status, int? Code, string? To) said, CancellationToken ct)
    {
        if (TwilioStatus.Of(said.Status) is not { } state) return ReceiptResult.Ignored;
        var isFailure = state == ReceiptState.Failed;
        var receipt = new Receipt
        {
            Channel = channel,
            DeliveryId = delivery,
            ProviderId = sid,
            Id = $"{said.Status}/{sid}",
            State = state,
            Class = isFailure ? TwilioErrors.ClassOf(said.Code) ?? DeliveryClass.Content : null,
            Detail = isFailure && said.Code is { } code ? string.Create(CultureInfo.InvariantCulture, $"Twilio error {code}") : null,
        };
        return await parts.Store.WriteAsync(
            async (tx, unit) =>
            {
                var result = await Receipts.ApplyAsync(tx, receipt, unit);
                if (result == ReceiptResult.Applied && isFailure && SuppressionOf(receipt, said) is { } wish)
                    await SuppressionList.AddAsync(tx, wish, "channel:" + channel, unit);
                return result;
            },
            ct);
    }

    private NewSuppression? SuppressionOf(Receipt receipt, (string? Status, int? Code, string? To) said)
    {
        var reason = receipt.Class == DeliveryClass.Consent ? SuppressionReason.OptOut : TwilioErrors.IsDead(said.Code) ? SuppressionReason.HardBounce : null;
        return reason is not null && ContactAddress.Canonical(PointKinds.Phone, reader.Plain(said.To) ?? "") is { } address
            ? new NewSuppression(PointKinds.Phone, address, SuppressionScope.All, reason) { Detail = receipt.Detail, DeliveryId = receipt.DeliveryId }
            : null;
    }
}
