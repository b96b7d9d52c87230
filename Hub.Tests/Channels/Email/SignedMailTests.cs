using System.Security.Cryptography;
using Hub.Tests.Hosting;
using Hub.Tests.Servers;

namespace Hub.Tests.Channels.Email;

/// <summary>Answers of an address that has a key to sign with.</summary>
public sealed class SignedMailTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static string SignedFields(SentMail sent) =>
        sent.Text[..sent.Text.IndexOf(" bh=", StringComparison.Ordinal)].Replace("\r\n ", "", StringComparison.Ordinal);

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
        // each once more than it is there, so that none can be added
        Assert.Contains(":list-unsubscribe:list-unsubscribe-post:", SignedFields(sent), StringComparison.Ordinal);
        var notice = await desk.AnswerAsync(await desk.ArriveAsync(desk.Mail()), by: await desk.Hub.KeyAsync("integration", Ct));
        Assert.Contains(":list-unsubscribe:list-unsubscribe:list-unsubscribe-post:", SignedFields(notice), StringComparison.Ordinal);
        // without a public https address there is nothing to click
        Assert.StartsWith("<mailto:support+u", notice.Read.Headers.Find("List-Unsubscribe")!.Value.Text.Trim(), StringComparison.Ordinal);
        Assert.Null(notice.Read.Headers.Find("List-Unsubscribe-Post"));
    }
}
