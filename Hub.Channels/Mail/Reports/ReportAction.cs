namespace Hub.Channels.Mail.Reports;

/// <summary>What a mail server says that it did (RFC 3464 section 2.3.3).</summary>
internal enum ReportAction
{
    /// <summary>It gave up.</summary>
    Failed,

    /// <summary>It has not got through yet and goes on trying.</summary>
    Delayed,

    /// <summary>It is in the mailbox.</summary>
    Delivered,

    /// <summary>It was handed to a server that tells nothing.</summary>
    Relayed,

    /// <summary>It was handed to several others.</summary>
    Expanded,
}
