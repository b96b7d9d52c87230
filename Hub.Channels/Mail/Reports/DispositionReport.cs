namespace Hub.Channels.Mail.Reports;

/// <summary>What became of a mail after its delivery, told by the recipient's program (RFC 8098).</summary>
/// <param name="Disposition">The disposition type in lower case, such as <c>displayed</c>.</param>
internal sealed record DispositionReport(string Disposition) : MailReport
{
    /// <summary>Whether it was shown to its recipient.</summary>
    public bool IsRead => Disposition == "displayed";

    /// <summary>Whether it at least reached a mailbox.</summary>
    public bool IsDelivered => Disposition is "displayed" or "deleted" or "dispatched" or "processed";
}
