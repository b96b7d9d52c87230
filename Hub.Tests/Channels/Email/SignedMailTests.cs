using System.Security.Cryptography;
using Hub.Tests.Hosting;
using Hub.Tests.Servers;

namespace Hub.Tests.Channels.Email;

/// <summary>Answers of an address that has a key to sign with.</summary>
public sealed class SignedMailTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_answer_bears_the_signature_of_its_address_domain()
    {
        using var folder = new TempFolder("dkim");
        using var key = RSA.Create(2048);
        await File.WriteAllTextAsync(folder["dkim.pem"], key.ExportPkcs8PrivateKeyPem(), Ct);
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(folder["dkim.pem"], UnixFileMode.UserRead | UnixFileMode.UserWrite);
        await using var desk = await MailDesk.StartAsync(new HubSetup
        {
            Environment = new Dictionary<string, string>
            {
                ["OMNIHUB__Channels__mail__Dkim__Selector"] = "news",
                ["OMNIHUB__Channels__mail__Dkim__Key"] = "file:" + folder["dkim.pem"],
            },
        });
        var sent = await desk.AnswerAsync(await desk.ArriveAsync(desk.Mail()));
        Assert.StartsWith("DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d=localhost;\r\n s=news;", sent.Text, StringComparison.Ordinal);
    }
}
