using System.Security.Cryptography;
using System.Text;
using Hub.Channels.Mail.Dkim;
using Hub.Tests.Servers;

namespace Hub.Tests.Channels.Mail.Dkim;

/// <summary>Signatures, as Debian's dkimpy verifies them.</summary>
public sealed class DkimSignerTests
{
    // Debian's own interpreter, for which the package is installed
    private const string Verifier =
        """
        import dkim, sys
        record = b'v=DKIM1; k=rsa; p=' + open(sys.argv[2], 'rb').read()
        def dns(name, timeout=5):
            return record if name == b'news._domainkey.example.org.' else None
        for path in sys.argv[3:]:
            print(dkim.verify(open(path, 'rb').read(), dnsfunc=dns))
        """;

    private const string Mail =
        "From: Support <support@example.org>\r\nTo: ann@example.net\r\nSubject: Your  parcel\r\n is \t late\r\nDate: Mon, 02 Mar 2026 09:00:00 +0000\r\n"
        + "Message-ID: <1@example.org>\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
        + "It comes  tomorrow. \r\n\r\n您好 \t \r\n.leading\r\n\r\n\r\n";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly RSA Key = RSA.Create(2048);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_signed_verifies_and_what_is_changed_does_not()
    {
        var signed = Text(Signer().Sign(Encoding.UTF8.GetBytes(Mail)));
        var verdicts = await VerifyAsync(
            signed,
            // harmless on the way: blanks and empty lines
            signed.Replace("It comes  tomorrow. ", "It comes tomorrow.", StringComparison.Ordinal) + "\r\n",
            signed.Replace("tomorrow", "never", StringComparison.Ordinal),
            signed.Replace("Subject: Your", "Subject: My", StringComparison.Ordinal),
            // nor may a second one be put in front of what was signed
            "Subject: Another\r\n" + signed,
            "From: ceo@bank.example\r\n" + signed,
            Mail);
        Assert.Equal([true, true, false, false, false, false, false], verdicts);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\r\n\r\n")]
    [InlineData("no line break at the end")]
    public async Task Bodies_of_every_end_verify(string body) =>
        Assert.Equal([true], await VerifyAsync(Text(Signer().Sign(Encoding.UTF8.GetBytes("From: support@example.org\r\nSubject: x\r\n\r\n" + body)))));

    [Fact]
    public void The_same_mail_is_signed_with_the_same_bytes()
    {
        var mail = Encoding.UTF8.GetBytes(Mail);
        Assert.Equal(Signer().Sign(mail), Signer().Sign(mail));
        Assert.All(Text(Signer().Sign(mail)).Split("\r\n"), line => Assert.InRange(line.Length, 0, 320));
    }

    [Theory]
    [InlineData("no key")]
    [InlineData("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----")]
    public void What_is_no_key_is_refused_without_being_told(string pem)
    {
        var refused = Assert.Throws<InvalidOperationException>(() => new DkimSigner("example.org", "news", pem));
        Assert.DoesNotContain("AAAA", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_public_key_and_a_short_one_are_refused()
    {
        using var weak = RSA.Create(512);
        Assert.Contains("512 bits", Assert.Throws<InvalidOperationException>(() => new DkimSigner("example.org", "news", weak.ExportPkcs8PrivateKeyPem())).Message, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => new DkimSigner("example.org", "news", Key.ExportRSAPublicKeyPem()));
    }

    private static DkimSigner Signer() => new("example.org", "news", Key.ExportPkcs8PrivateKeyPem());

    private static string Text(byte[] mail) => Encoding.UTF8.GetString(mail);

    private static async Task<IEnumerable<bool>> VerifyAsync(params string[] mails)
    {
        using var folder = new TempFolder("dkim");
        await File.WriteAllTextAsync(folder["key"], Convert.ToBase64String(Key.ExportSubjectPublicKeyInfo()), Ct);
        var paths = mails.Select((_, index) => folder[$"{index}.eml"]).ToList();
        foreach (var (path, mail) in paths.Zip(mails)) await File.WriteAllBytesAsync(path, Encoding.UTF8.GetBytes(mail), Ct);
        await using var python = ServerProcess.Start(["/usr/bin/python3", "-c", Verifier, "-", folder["key"], .. paths], folder.Path);
        if (await python.ExitAsync(Patience, Ct) != 0) throw new InvalidOperationException($"dkimpy (Debian package python3-dkim) failed.\n{python.Everything}");
        return python.Output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(verdict => verdict.Trim() == "True");
    }
}
