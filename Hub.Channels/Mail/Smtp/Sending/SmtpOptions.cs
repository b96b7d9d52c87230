using System.ComponentModel.DataAnnotations;
using Hub.Core.Configuration;
using Hub.Core.Security;

namespace Hub.Channels.Mail.Smtp.Sending;

/// <summary>The mail server that a channel's mails are sent through.</summary>
public sealed class SmtpOptions : IOptionRules
{
    /// <summary>The server's name or address. Default empty: mails are put into the pickup folder.</summary>
    public string Host { get; init; } = "";

    /// <summary>Its port: usually 587 with <c>startTls</c>, 465 with <c>tls</c>. Default 587, range 1 to 65535.</summary>
    [Range(1, 65535)]
    public int Port { get; init; } = 587;

    /// <summary>How the line is protected: <c>startTls</c>, <c>tls</c>, or <c>none</c>. Nothing is sent unless it can be. Default
    /// <see cref="MailSecurity.StartTls"/>.</summary>
    public MailSecurity Security { get; init; } = MailSecurity.StartTls;

    /// <summary>The name to sign in with. Default empty: no signing in.</summary>
    [StringLength(255)]
    public string User { get; init; } = "";

    /// <summary>The reference to the password. Default none; needed with <see cref="User"/>.</summary>
    public SecretReference? Password { get; init; }

    /// <summary>A PEM file of certificates that are trusted besides the system's. Default empty.</summary>
    public string CaFile { get; init; } = "";

    /// <summary>The name that the hub greets the server with. Default empty: its own address on that line (RFC 5321 section
    /// 4.1.4).</summary>
    [RegularExpression(@"[A-Za-z0-9._:\[\]-]{0,255}")]
    public string HelloName { get; init; } = "";

    /// <summary>The most connections to the server at the same time. Default 2, range 1 to 20.</summary>
    [Range(1, 20)]
    public int MaxConnections { get; init; } = 2;

    /// <summary>The most of them that send to receivers of one mail domain at the same time, which would slow down or refuse more. Default 4,
    /// range 1 to 20.</summary>
    [Range(1, 20)]
    public int MaxPerDomain { get; init; } = 4;

    /// <summary>How long connecting, an answer, or a part of the mail may take. Unit seconds, default 30, range 1 to 300.</summary>
    [Range(1, 300)]
    public int TimeoutSeconds { get; init; } = 30;

    /// <summary>How long the server may take, once it has the mail, to say that it keeps it; after that nobody knows. Unit seconds, default
    /// 600 (RFC 5321 section 4.5.3.2.6), range 1 to 900.</summary>
    [Range(1, 900)]
    public int FinalTimeoutSeconds { get; init; } = 600;

    /// <summary>Whether the server, where it offers that (RFC 3461), is asked to report successes too, beside the failures and delays that it is
    /// always asked for: a mail more for each one that is sent. Default false.</summary>
    public bool ConfirmDelivery { get; init; }

    /// <summary><see cref="TimeoutSeconds"/> as a duration.</summary>
    public TimeSpan Timeout => TimeSpan.FromSeconds(TimeoutSeconds);

    /// <summary><see cref="FinalTimeoutSeconds"/> as a duration.</summary>
    public TimeSpan FinalTimeout => TimeSpan.FromSeconds(FinalTimeoutSeconds);

    /// <summary>The longest that an attempt may take in all.</summary>
    public TimeSpan LongestAttempt => SmtpTransport.LongestBeforeEnd + FinalTimeout;

    /// <summary>What it shares with other mail servers.</summary>
    internal MailServer Server => new(Host, User, Security, CaFile);

    /// <inheritdoc/>
    public IEnumerable<OptionFault> Faults() => Host.Length == 0 ? [] : Server.Faults().Concat(Server.Faults(Password));
}
