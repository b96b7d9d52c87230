namespace Hub.Channels.Mail.Mime.Reading;

/// <summary>How a part's bytes are written (RFC 2045 section 6).</summary>
internal enum MailEncoding
{
    /// <summary>As they are: 7bit, 8bit, binary, and whatever is unknown.</summary>
    Identity,

    /// <summary>RFC 2045 section 6.8.</summary>
    Base64,

    /// <summary>RFC 2045 section 6.7.</summary>
    QuotedPrintable,

    /// <summary>The lines of POSIX uuencode, between begin and end.</summary>
    Uuencode,
}
