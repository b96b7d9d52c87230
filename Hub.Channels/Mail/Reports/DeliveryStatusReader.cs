using Hub.Channels.Mail.Mime.Reading;

namespace Hub.Channels.Mail.Reports;

/// <summary>Reads the fields of a delivery status (RFC 3464 section 2; RFC 6533 section 3 for addresses beyond ASCII).</summary>
internal static class DeliveryStatusReader
{
    private static readonly string[] OfRecipient = ["Final-Recipient", "Original-Recipient", "Action", "Status"];

    /// <summary>The report in these bytes, or null where they name no recipient.</summary>
    public static DeliveryReport? Read(ReadOnlyMemory<byte> content)
    {
        string? envelope = null;
        var recipients = new List<ReportedRecipient>();
        foreach (var group in FieldGroups.Read(content))
        {
            envelope ??= group.Find("Original-Envelope-Id")?.Raw.Trim();
            if (recipients.Count < DeliveryReport.MostRecipients && Array.Exists(OfRecipient, name => group.Find(name) is not null))
                recipients.Add(Recipient(group));
        }

        return recipients.Count == 0 ? null : new DeliveryReport { EnvelopeId = envelope, Recipients = recipients };
    }

    private static ReportedRecipient Recipient(HeaderFields group)
    {
        var diagnostic = group.Find("Diagnostic-Code")?.Text;
        var status = StatusCode.Find(group.Find("Status")?.Raw) ?? StatusCode.Find(diagnostic) ?? StatusCode.FindReply(diagnostic);
        var action = ActionOf(group.Find("Action")?.Raw) ?? status?.Class switch
        {
            2 => ReportAction.Delivered,
            4 => ReportAction.Delayed,
            _ => ReportAction.Failed,
        };
        return new ReportedRecipient(ReportedAddress.OfField(group.Find("Final-Recipient")?.Raw), action, status ?? DefaultOf(action))
        {
            Original = ReportedAddress.OfField(group.Find("Original-Recipient")?.Raw),
            Diagnostic = diagnostic,
        };
    }

    private static ReportAction? ActionOf(string? raw) => raw?.Trim().Split(' ', ';', '(')[0].ToLowerInvariant() switch
    {
        "failed" => ReportAction.Failed,
        "delayed" => ReportAction.Delayed,
        "delivered" => ReportAction.Delivered,
        "relayed" => ReportAction.Relayed,
        "expanded" => ReportAction.Expanded,
        _ => null,
    };

    private static StatusCode DefaultOf(ReportAction action) => action switch
    {
        ReportAction.Failed => StatusCode.Failed,
        ReportAction.Delayed => StatusCode.NotYet,
        _ => new StatusCode(2, 0, 0),
    };
}
