using System.ComponentModel.DataAnnotations;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
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
    /// <see cref="SmtpSecurity.StartTls"/>.</summary>
    public SmtpSecurity Security { get; init; } = SmtpSecurity.StartTls;

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

    /// <inheritdoc/>
    public IEnumerable<OptionFault> Faults()
    {
        if (Host.Length == 0) yield break;
        if (Uri.CheckHostName(Host) == UriHostNameType.Unknown)
            yield return new(nameof(Host), "is neither a name nor an address", "write the server's name, without scheme or port");
        if (User.Any(char.IsControl))
            yield return new(nameof(User), "has a control character", "write the name as the mail provider gave it");
        if (User.Length > 0 && Password is null)
            yield return new(nameof(Password), "is empty although User is set", "refer to the password: env:NAME or file:PATH");
        if (User.Length == 0 && Password is not null)
            yield return new(nameof(User), "is empty although Password is set", "write the name to sign in with");
        if (User.Length > 0 && Security == SmtpSecurity.None && !IsThisMachine)
            yield return new(nameof(Security), "is none, so the password would cross the network readable", "use startTls or tls");
        if (CaFile.Length > 0 && CaProblem() is { } problem)
            yield return new(nameof(CaFile), problem, "name a PEM file with at least one certificate");
    }

    private bool IsThisMachine => Host == "localhost" || (IPAddress.TryParse(Host, out var address) && IPAddress.IsLoopback(address));

    /// <summary>The certificates of <see cref="CaFile"/>.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    /// <exception cref="CryptographicException">It is no PEM file.</exception>
    internal X509Certificate2Collection ExtraAuthorities()
    {
        var authorities = new X509Certificate2Collection();
        if (CaFile.Length > 0) authorities.ImportFromPemFile(RelativePath.Find(CaFile, RelativePath.Folders));
        return authorities;
    }

    private string? CaProblem()
    {
        try
        {
            return ExtraAuthorities().Count == 0 ? "holds no certificate" : null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or CryptographicException)
        {
            return "cannot be read as certificates";
        }
    }
}
