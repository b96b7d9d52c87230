using System.ComponentModel.DataAnnotations;
using Hub.Core.Configuration;
using Hub.Core.Security;

namespace Hub.Channels.Mail.Imap;

/// <summary>Where access tokens to a mailbox come from (RFC 6749): by a refresh token where there is one (section 6), else on the word of the hub
/// itself (section 4.4).</summary>
public sealed class OAuthOptions : IOptionRules
{
    /// <summary>The token endpoint, https. Default empty.</summary>
    public string TokenUrl { get; init; } = "";

    /// <summary>The id under which the hub is registered there. Default empty.</summary>
    [StringLength(500)]
    public string ClientId { get; init; } = "";

    /// <summary>The reference to the secret that belongs to it. Default none.</summary>
    public SecretReference? ClientSecret { get; init; }

    /// <summary>The reference to the refresh token. Default none.</summary>
    public SecretReference? RefreshToken { get; init; }

    /// <summary>What the token is asked for, such as <c>https://outlook.office365.com/.default</c>. Default empty: nothing is said.</summary>
    [StringLength(1000)]
    public string Scope { get; init; } = "";

    /// <inheritdoc/>
    public IEnumerable<OptionFault> Faults()
    {
        if (TokenUrl.Length > 0 && !(Uri.TryCreate(TokenUrl, UriKind.Absolute, out var url) && (url.Scheme == Uri.UriSchemeHttps || (url.Scheme == Uri.UriSchemeHttp && url.IsLoopback))))
            yield return new(nameof(TokenUrl), "is no https address", "write the address that the mail provider gives tokens at");
    }
}
