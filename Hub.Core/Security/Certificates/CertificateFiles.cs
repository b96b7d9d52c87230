using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Hub.Core.Configuration;

namespace Hub.Core.Security.Certificates;

/// <summary>Reads a listener's certificate from its files.</summary>
public static class CertificateFiles
{
    /// <summary>Reads the certificate with its key, and what else its file holds: the certificates of those who issued it.</summary>
    /// <exception cref="CryptographicException">The files hold no certificate with its key, or the password is wrong.</exception>
    public static (X509Certificate2 Certificate, X509Certificate2Collection Chain) Load(CertificateOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var file = RelativePath.Find(options.File, RelativePath.Folders);
        var password = options.Password?.Resolve();
        if (Path.GetExtension(file) is ".pfx" or ".p12")
            return (X509CertificateLoader.LoadPkcs12FromFile(file, password), X509CertificateLoader.LoadPkcs12CollectionFromFile(file, password));
        var keyFile = options.KeyFile.Length > 0 ? RelativePath.Find(options.KeyFile, RelativePath.Folders) : null;
        var certificate = password is null
            ? X509Certificate2.CreateFromPemFile(file, keyFile)
            : X509Certificate2.CreateFromEncryptedPemFile(file, password, keyFile);
        var chain = new X509Certificate2Collection();
        chain.ImportFromPemFile(file);
        return (certificate, chain);
    }
}
