using System.Net;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Hub.Tests.Hosting;
using Hub.Tests.Servers;

namespace Hub.Tests.Failures;

/// <summary>The certificate of the listener: missing, unusable, expired.</summary>
public sealed class CertificateTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly TempFolder _folder = new("certificate");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task K05_a_missing_certificate_is_a_fault_of_the_configuration()
    {
        var exit = await HostProcess.RunToEndAsync(Setup(_folder["none.pem"]), Ct);
        Assert.Equal(78, exit.Code);
        Assert.Contains("Http:Certificate:File", exit.Errors, StringComparison.Ordinal);
        Assert.Contains("does not exist", exit.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task K05_a_certificate_that_cannot_be_used_ends_the_start_in_a_line()
    {
        await File.WriteAllTextAsync(_folder["bad.pem"], "this is no certificate", Ct);
        await RefusedStart.AssertAsync(Setup(_folder["bad.pem"]), ["Http:Certificate cannot be used"], Ct);
    }

    [Theory]
    [InlineData(-1, "expired at")]
    [InlineData(3, "expires at")]
    public async Task K05_a_certificate_that_has_expired_or_soon_will_is_an_alarm_and_never_plain_http(int days, string words)
    {
        await using var host = await HostProcess.StartAsync(Setup(WriteCertificate(days)), Ct);
        Assert.Equal("https", host.Url.Scheme);
        Assert.Contains(words, await host.Errors.FirstAsync(line => line.Contains("Http:Certificate", StringComparison.Ordinal)).WaitAsync(Patience, Ct), StringComparison.Ordinal);
        using var own = X509CertificateLoader.LoadCertificateFromFile(_folder["own.pem"]);
        using var handler = new SocketsHttpHandler
        {
            SslOptions = new SslClientAuthenticationOptions { RemoteCertificateValidationCallback = (_, shown, _, _) => own.Equals(shown) },
        };
        using var client = new HttpClient(handler) { BaseAddress = host.Url };
        var token = (await client.SendJsonAsync("POST", "/api/v1/login", $$"""{"user":"admin","password":"{{HostSetup.AdminPassword}}"}""", Ct)
            .JsonAsync(HttpStatusCode.OK, Ct)).Text("token");
        client.DefaultRequestHeaders.Authorization = new("Bearer", token);
        await Eventually.HoldsAsync(
            async ct => (await client.GetAsync("/api/v1/alarms", ct).JsonAsync(HttpStatusCode.OK, ct))["items"]!.AsArray()
                .Any(alarm => alarm!.Text("kind") == "certificate.expires" && alarm!.Text("text").Contains(words, StringComparison.Ordinal)),
            "the alarm stands", Patience, Ct);

        using var plain = new HttpClient();
        await Assert.ThrowsAsync<HttpRequestException>(() => plain.GetAsync(new UriBuilder(host.Url) { Scheme = "http" }.Uri, Ct));
    }

    [Fact]
    public async Task K05_a_mail_certificate_that_soon_expires_is_told_as_well()
    {
        var environment = new Dictionary<string, string> { ["OMNIHUB__MailIn__Certificate__File"] = WriteCertificate(3) };
        await using var host = await HostProcess.StartAsync(new HostSetup { Environment = environment }, Ct);
        await host.Errors.FirstAsync(line => line.Contains("MailIn:Certificate expires at", StringComparison.Ordinal)).WaitAsync(Patience, Ct);
    }

    private static HostSetup Setup(string file) => new()
    {
        Environment = new Dictionary<string, string>
        {
            ["OMNIHUB__Http__Url"] = "https://127.0.0.1:0",
            ["OMNIHUB__Http__Certificate__File"] = file,
        },
    };

    private string WriteCertificate(int days)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256);
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = request.CreateSelfSigned(now.AddDays(-30), now.AddDays(days));
        File.WriteAllText(_folder["own.pem"], certificate.ExportCertificatePem() + "\n" + key.ExportECPrivateKeyPem());
        return _folder["own.pem"];
    }
}
