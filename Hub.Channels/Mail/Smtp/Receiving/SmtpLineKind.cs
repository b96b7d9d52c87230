namespace Hub.Channels.Mail.Smtp.Receiving;

/// <summary>How a command line came.</summary>
internal enum SmtpLineKind
{
    /// <summary>Whole, with CRLF at its end.</summary>
    Whole,

    /// <summary>With LF alone at its end.</summary>
    BareLineFeed,

    /// <summary>Longer than a command may be; it was read to its end and thrown away.</summary>
    TooLong,

    /// <summary>Not at all: the client has closed its side.</summary>
    Closed,
}
