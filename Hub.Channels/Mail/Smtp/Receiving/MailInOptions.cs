using System.ComponentModel.DataAnnotations;
using System.Net;
using System.Net.Sockets;
using Hub.Core.Configuration;
using Hub.Core.Security.Certificates;

namespace Hub.Channels.Mail.Smtp.Receiving;

/// <summary>The listener that mail comes in by. A change takes effect at the next start.</summary>
public sealed class MailInOptions : IOptionRules
{
    /// <summary>The section's name.</summary>
    public const string Section = "MailIn";

    private const int LargestMailsInMemory = 3;

    /// <summary>Whether mail is listened for. Default true.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>The address listened on: an IP address or <c>*</c>, which is every interface. Default <c>127.0.0.1</c>.</summary>
    [Required]
    public string Address { get; init; } = "127.0.0.1";

    /// <summary>The port; 0 picks a free one. Default 2525, range 0 to 65535.</summary>
    [Range(0, 65_535)]
    public int Port { get; init; } = 2525;

    /// <summary>The name by which the listener greets and which it writes into Received fields: a domain. Default empty: the machine's
    /// name.</summary>
    public string HostName { get; init; } = "";

    /// <summary>The largest mail, announced by SIZE (RFC 1870). Unit bytes, default 26214400 (25 MiB), range 1048576 to 268435456.</summary>
    [Range(1_048_576, 268_435_456)]
    public int MaxMessageBytes { get; init; } = 26_214_400;

    /// <summary>The recipients of one mail; others are told 452, and a client sends them the mail separately. Default 100, range 100 (RFC
    /// 5321 section 4.5.3.1.8) to 1000.</summary>
    [Range(100, 1000)]
    public int MaxRecipients { get; init; } = 100;

    /// <summary>The connections at the same time. Default 200, range 1 to 10000.</summary>
    [Range(1, 10_000)]
    public int MaxConnections { get; init; } = 200;

    /// <summary>Those from one address (IPv6: one network of 64 bits). Default 50, range 1 to 10000.</summary>
    [Range(1, 10_000)]
    public int MaxConnectionsPerAddress { get; init; } = 50;

    /// <summary>The memory of all mails that are being received; when it is used up, clients are told 451 or 452 and come again. Unit bytes,
    /// default 268435456 (256 MiB), range 3145728 to 2147483647, at least three times <see cref="MaxMessageBytes"/>.</summary>
    [Range(3_145_728, int.MaxValue)]
    public int MaxBufferedBytes { get; init; } = 268_435_456;

    /// <summary>How long a client may take for one command (RFC 5321 section 4.5.3.2.7) and for each piece of a mail; a mail as a whole
    /// takes no longer than this and a second for each KiB. Unit seconds, default 300, range 5 to 3600.</summary>
    [Range(5, 3600)]
    public int TimeoutSeconds { get; init; } = 300;

    /// <summary>The commands of a session that are refused before it is closed; a mail that is taken sets the count back. Default 20, range 1
    /// to 1000.</summary>
    [Range(1, 1000)]
    public int MaxErrors { get; init; } = 20;

    /// <summary>The certificate for STARTTLS (RFC 3207), which is offered where one is named.</summary>
    public CertificateOptions Certificate { get; init; } = new();

    /// <summary><see cref="TimeoutSeconds"/> as a duration.</summary>
    public TimeSpan Timeout => TimeSpan.FromSeconds(TimeoutSeconds);

    /// <summary>The name that the listener goes by.</summary>
    public string Host => HostName.Length > 0 ? HostName : IsDomain(Environment.MachineName) ? Environment.MachineName : "localhost";

    /// <summary>The address to bind to; null where <see cref="Address"/> is none.</summary>
    internal IPAddress? Bind => Address == "*" ? Everywhere : IPAddress.TryParse(Address, out var address) ? address : null;

    // a machine may have no IPv6 at all
    private static IPAddress Everywhere => Socket.OSSupportsIPv6 ? IPAddress.IPv6Any : IPAddress.Any;

    /// <inheritdoc/>
    public IEnumerable<OptionFault> Faults()
    {
        if (Bind is null) yield return new(nameof(Address), "is neither an IP address nor *", "write 127.0.0.1 for this machine alone, or * for every interface");
        if (HostName.Length > 0 && !IsDomain(HostName)) yield return new(nameof(HostName), "is no domain", "write one like mail.example.org");
        if (MaxBufferedBytes / LargestMailsInMemory < MaxMessageBytes)
            yield return new(nameof(MaxBufferedBytes), "is less than three times MaxMessageBytes, so that a large mail would never be taken", "make it larger");
        if (Certificate.FileFault(nameof(Certificate)) is { } fault) yield return fault;
    }

    private static bool IsDomain(string text) =>
        text.Length is > 0 and <= 255 && text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '.');
}
