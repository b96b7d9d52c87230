using Hub.Core.Channels;

namespace Hub.Channels.Twilio;

/// <summary>
/// What the status of a message reports (www.twilio.com/docs/messaging/api/message-resource#message-status-values). The order in which they come
/// does not matter: a delivery only climbs.
/// </summary>
internal static class TwilioStatus
{
    /// <summary>What is reported; null where it is nothing of an outgoing message, or a status that is not known (yet).</summary>
    public static ReceiptState? Of(string? status) => status switch
    {
        "accepted" or "scheduled" or "queued" or "sending" or "sent" => ReceiptState.Accepted,
        "failed" or "undelivered" or "canceled" => ReceiptState.Failed,
        "delivered" or "partially_delivered" => ReceiptState.Delivered,
        "read" => ReceiptState.Read,
        _ => null,
    };

    /// <summary>Whether it is the status of a message that came in.</summary>
    public static bool IsInbound(string? status) => status is null or "" or "received" or "receiving";
}
