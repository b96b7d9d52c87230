using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Hub.Tests.Servers;

/// <summary>A certificate for this machine that vouches for itself, as files: the key, and the certificate that makes it trusted.</summary>
public sealed record ServerCertificate(string CertificateFile, string KeyFile)
{
    public static ServerCertificate Make(string folder)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.CreateSelfSigned(Date(2020), Date(2099));
        var made = new ServerCertificate(Path.Combine(folder, "cert.pem"), Path.Combine(folder, "key.pem"));
        File.WriteAllText(made.CertificateFile, certificate.ExportCertificatePem());
        File.WriteAllText(made.KeyFile, key.ExportPkcs8PrivateKeyPem());
        return made;
    }

    private static DateTimeOffset Date(int year) => new(year, 1, 1, 0, 0, 0, TimeSpan.Zero);
}
