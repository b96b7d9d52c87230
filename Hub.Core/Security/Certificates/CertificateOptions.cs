using Hub.Core.Configuration;

namespace Hub.Core.Security.Certificates;

/// <summary>The certificate that a listener shows.</summary>
public sealed class CertificateOptions
{
    /// <summary>A PEM file with the certificate and its chain, or a PFX file. Default empty: none.</summary>
    public string File { get; init; } = "";

    /// <summary>The PEM file with the private key. Default empty: the key is in <see cref="File"/>.</summary>
    public string KeyFile { get; init; } = "";

    /// <summary>The reference to the password of the key or the PFX file. Default none.</summary>
    public SecretReference? Password { get; init; }

    /// <summary>A file that is named and is not there; null when there is none such.</summary>
    /// <param name="key">The key of these options in their section.</param>
    public OptionFault? FileFault(string key) =>
        IsMissing(File) ? Missing($"{key}:{nameof(File)}") : IsMissing(KeyFile) ? Missing($"{key}:{nameof(KeyFile)}") : null;

    private static OptionFault Missing(string key) => new(key, "names a file that does not exist", "correct the path");

    private static bool IsMissing(string file) =>
        file.Length > 0 && !System.IO.File.Exists(RelativePath.Find(file, RelativePath.Folders));
}
