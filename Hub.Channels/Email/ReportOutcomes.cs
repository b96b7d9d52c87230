using Hub.Channels.Mail.Reports;
using Hub.Core.Channels;
using Hub.Core.Deliveries;

namespace Hub.Channels.Email;

/// <summary>
/// What a report means for a delivery: the action decides whether it failed (RFC 3464 section 2.3.3), the status why (RFC 3463). Details name
/// codes, never addresses.
/// </summary>
internal static class ReportOutcomes
{
    public static IReadOnlyList<SentOutcome> Of(MailReport report) => report switch
    {
        DeliveryReport delivery => [.. delivery.Recipients.Select(Of)],
        DispositionReport { IsDelivered: true } disposition =>
            [new SentOutcome(disposition.IsRead ? ReceiptState.Read : ReceiptState.Delivered) { Detail = $"{disposition.Disposition}, says the receiver's program" }],
        FeedbackReport { IsComplaint: true } feedback =>
            [new SentOutcome(State: null) { Addresses = feedback.Recipients, Detail = $"feedback: {Word(feedback.Type)}", Suppress = SuppressionReason.Complaint }],
        _ => [],
    };

    private static SentOutcome Of(ReportedRecipient recipient)
    {
        var cause = recipient.Cause;
        var outcome = new SentOutcome(StateOf(recipient.Action)) { Addresses = [.. new[] { recipient.Original, recipient.Address }.OfType<string>()] };
        return outcome.State switch
        {
            ReceiptState.Failed => outcome with
            {
                Class = ClassOf(cause),
                Detail = $"{cause} in a report",
                Suppress = IsDead(cause) ? SuppressionReason.HardBounce
                    : ClassOf(cause) is DeliveryClass.Transient or DeliveryClass.Expired ? SuppressionReason.SoftBounce
                    : null,
            },
            ReceiptState.Delayed => outcome with { Class = DeliveryClass.Transient, Detail = $"{cause} in a report: it is tried again" },
            _ => outcome with { Detail = $"{recipient.Status} in a report" },
        };
    }

    private static ReceiptState StateOf(ReportAction action) => action switch
    {
        ReportAction.Failed => ReceiptState.Failed,
        ReportAction.Delayed => ReceiptState.Delayed,
        ReportAction.Delivered => ReceiptState.Delivered,
        _ => ReceiptState.Accepted,
    };

    private static DeliveryClass ClassOf(StatusCode cause) => cause switch
    {
        _ when IsDead(cause) => DeliveryClass.Address,
        { Subject: 1, Detail: 7 or 8 } => DeliveryClass.Configuration,
        { Subject: 1 } => DeliveryClass.Address,
        { Subject: 2, Detail: 3 } or { Subject: 3, Detail: 4 } => DeliveryClass.Content,
        { Subject: 2 } => DeliveryClass.Transient,
        { Subject: 4, Class: 5, Detail: 4 } => DeliveryClass.Address,
        { Subject: 4, Detail: 7 } => DeliveryClass.Expired,
        { Subject: 6 or 7 } => DeliveryClass.Content,
        // a server that gives up what may pass has tried long enough
        { Class: 4 } => DeliveryClass.Expired,
        { Subject: 3 or 4 } => DeliveryClass.Transient,
        _ => DeliveryClass.Content,
    };

    /// <summary>There is no such mailbox, or it is closed: nothing will ever get there (RFC 3463 sections 3.2 and 3.3).</summary>
    private static bool IsDead(StatusCode cause) => cause is { Class: 5, Subject: 1, Detail: 1 or 2 or 3 or 6 or 10 } or { Class: 5, Subject: 2, Detail: 1 };

    /// <summary>What a stranger wrote, fit for a table of ours.</summary>
    private static string Word(string text) => string.Concat(text.Where(letter => char.IsAsciiLetter(letter) || letter == '-').Take(40));
}
