namespace Hub.Channels.Mail.Smtp.Receiving;

/// <summary>The commands of RFC 5321 section 4.1.1 and RFC 3207.</summary>
internal enum SmtpVerb
{
    Unknown,
    Ehlo,
    Helo,
    Mail,
    Rcpt,
    Data,
    Rset,
    Noop,
    Quit,
    Vrfy,
    Expn,
    Help,
    Auth,
    StartTls,
}
