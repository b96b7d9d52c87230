using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Hub.Channels.Mail.Smtp.Receiving;
using Hub.Core.Security.Certificates;
using Hub.Tests.Servers;

namespace Hub.Tests.Channels.Mail.Smtp.Receiving;

/// <summary>A certificate that signs itself, in a file of its own.</summary>
internal sealed class MailCertificate : IDisposable
{
    private readonly TempFolder _folder = new("mail-certificate");

    public MailCertificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=mx.test", key, HashAlgorithmName.SHA256);
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(30));
        System.IO.File.WriteAllText(File, certificate.ExportCertificatePem() + "\n" + key.ExportECPrivateKeyPem());
    }

    public string File => _folder["mx.pem"];

    /// <summary>A listener that shows it.</summary>
    public MailInOptions Options => new() { Port = 0, HostName = "mx.test", Certificate = new CertificateOptions { File = File } };

    public void Dispose() => _folder.Dispose();
}
