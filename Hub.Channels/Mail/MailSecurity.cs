namespace Hub.Channels.Mail;

/// <summary>How the line to a mail server is protected.</summary>
public enum MailSecurity
{
    /// <summary>TLS begins by the command STARTTLS (RFC 3207, RFC 9051 section 6.2.1); without it nothing goes over the line.</summary>
    StartTls,

    /// <summary>TLS from the first octet (RFC 8314 section 3.3).</summary>
    Tls,

    /// <summary>Not at all: for a server on this machine.</summary>
    None,
}
