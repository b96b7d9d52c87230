using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Hub.Core.Configuration;

namespace Hub.Host.Http;

/// <summary>Reads the listener's certificate from its files.</summary>
internal static class HttpCertificates
{
    /// <exception cref="CryptographicException">The files hold no certificate with its key, or the password is wrong.</exception>
    public static X509Certificate2 Load(HttpCertificateOptions options)
    {
        var file = RelativePath.Find(options.File, RelativePath.Folders);
        var password = options.Password?.Resolve();
        if (Path.GetExtension(file) is ".pfx" or ".p12") return X509CertificateLoader.LoadPkcs12FromFile(file, password);
        var keyFile = options.KeyFile.Length > 0 ? RelativePath.Find(options.KeyFile, RelativePath.Folders) : null;
        return password is null
            ? X509Certificate2.CreateFromPemFile(file, keyFile)
            : X509Certificate2.CreateFromEncryptedPemFile(file, password, keyFile);
    }
}
