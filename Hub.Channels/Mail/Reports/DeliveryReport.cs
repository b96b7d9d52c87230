namespace Hub.Channels.Mail.Reports;

/// <summary>A delivery status notification (RFC 3464), or what a server wrote instead of one.</summary>
internal sealed record DeliveryReport : MailReport
{
    /// <summary>The most recipients that are read of one report.</summary>
    public const int MostRecipients = 100;

    /// <summary>The id that the sender gave the envelope (RFC 3461 section 4.4), or null.</summary>
    public string? EnvelopeId { get; init; }

    /// <summary>What became of it; at least one.</summary>
    public required IReadOnlyList<ReportedRecipient> Recipients { get; init; }
}
