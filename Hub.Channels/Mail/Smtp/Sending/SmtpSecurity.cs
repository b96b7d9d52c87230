namespace Hub.Channels.Mail.Smtp.Sending;

/// <summary>How the line to a mail server is protected.</summary>
public enum SmtpSecurity
{
    /// <summary>TLS begins by the command STARTTLS (RFC 3207); without it nothing is sent.</summary>
    StartTls,

    /// <summary>TLS from the first octet (RFC 8314 section 3.3).</summary>
    Tls,

    /// <summary>Not at all: for a server on this machine.</summary>
    None,
}
