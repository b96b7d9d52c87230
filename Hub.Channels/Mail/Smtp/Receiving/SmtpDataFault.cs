namespace Hub.Channels.Mail.Smtp.Receiving;

/// <summary>Why a mail cannot be taken, found while its data were read.</summary>
internal enum SmtpDataFault
{
    None,

    /// <summary>A CR or LF alone.</summary>
    BareLineEnd,

    /// <summary>A line beyond every measure.</summary>
    LineTooLong,

    /// <summary>Larger than a mail may be.</summary>
    TooLarge,

    /// <summary>There is no memory for it now.</summary>
    NoMemory,
}
