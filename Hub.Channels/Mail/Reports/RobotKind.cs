namespace Hub.Channels.Mail.Reports;

/// <summary>What a mail says of whether a human wrote it.</summary>
internal enum RobotKind
{
    /// <summary>Nothing speaks against it.</summary>
    None,

    /// <summary>A program sent it, or says that it wants no automatic answer; somebody may want to read it all the same.</summary>
    Generated,

    /// <summary>It came by a list, or went to many.</summary>
    Bulk,

    /// <summary>A program answers to a mail: an absence, a receipt of a ticket (RFC 3834).</summary>
    AutoReply,
}
