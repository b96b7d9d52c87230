using System.ComponentModel.DataAnnotations;
using Hub.Core.Configuration;
using Hub.Core.Security;

namespace Hub.Channels.Mail.Dkim;

/// <summary>The key that outgoing mails are signed with (RFC 6376), so that receivers know that the domain answers for them.</summary>
public sealed class DkimOptions : IOptionRules
{
    /// <summary>The name under which the public key stands in the DNS: <c>SELECTOR._domainkey.DOMAIN</c>. Default empty: mails are not
    /// signed.</summary>
    [RegularExpression(@"([A-Za-z0-9](-*[A-Za-z0-9])*(\.[A-Za-z0-9](-*[A-Za-z0-9])*)*)?")]
    [StringLength(200)]
    public string Selector { get; init; } = "";

    /// <summary>The domain that signs. Default empty: that of the address.</summary>
    [StringLength(253)]
    public string Domain { get; init; } = "";

    /// <summary>The reference to the private key, an RSA key in PEM of at least 1024 bits (RFC 8301 section 3.2; 2048 are advised). Default
    /// none; needed with <see cref="Selector"/>.</summary>
    public SecretReference? Key { get; init; }

    /// <inheritdoc/>
    public IEnumerable<OptionFault> Faults()
    {
        if (Selector.Length > 0 && Key is null)
            yield return new(nameof(Key), "is empty although Selector is set", "refer to the private key: file:PATH");
        if (Selector.Length == 0 && Key is not null)
            yield return new(nameof(Selector), "is empty although Key is set", "write the name under which the public key stands in the DNS");
        if (Domain.Length > 0 && Uri.CheckHostName(Domain) != UriHostNameType.Dns)
            yield return new(nameof(Domain), "is no domain", "write one as in example.org");
    }
}
