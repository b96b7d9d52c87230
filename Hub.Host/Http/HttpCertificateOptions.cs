using Hub.Core.Security;

namespace Hub.Host.Http;

/// <summary>The certificate that an https listener shows.</summary>
public sealed class HttpCertificateOptions
{
    /// <summary>A PEM file with the certificate chain, or a PFX file. Default empty: none; needed when <c>Http:Url</c> is https.</summary>
    public string File { get; init; } = "";

    /// <summary>The PEM file with the private key. Default empty: the key is in <see cref="File"/>.</summary>
    public string KeyFile { get; init; } = "";

    /// <summary>The reference to the password of the key or the PFX file. Default none.</summary>
    public SecretReference? Password { get; init; }
}
