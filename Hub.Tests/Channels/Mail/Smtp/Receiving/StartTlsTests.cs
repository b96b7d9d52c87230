using System.Text;

namespace Hub.Tests.Channels.Mail.Smtp.Receiving;

public sealed class StartTlsTests : IDisposable
{
    private readonly MailCertificate _certificate = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => _certificate.Dispose();

    [Theory]
    [InlineData(Cutting.AtOnce)]
    [InlineData(Cutting.ByteByByte)]
    public async Task A_mail_comes_under_tls_and_what_was_said_before_is_forgotten(Cutting cutting)
    {
        await using var rig = await ListenerRig.StartAsync(_certificate.Options, Ct);
        await using var client = await rig.ConnectAsync(Ct);
        Assert.EndsWith("\n250 STARTTLS", await client.SayAsync("EHLO client.test", Ct), StringComparison.Ordinal);
        Assert.Equal("220 2.0.0 Ready to start TLS", await client.SayAsync("STARTTLS", Ct));
        await client.SecureAsync(Ct);
        Assert.StartsWith("503 5.5.1 EHLO", await client.SayAsync("MAIL FROM:<a@b.c>", Ct), StringComparison.Ordinal);
        Assert.DoesNotContain("STARTTLS", await client.SayAsync("EHLO client.test", Ct), StringComparison.Ordinal);
        await client.TalkAsync(Ct, ("STARTTLS", "503 5.5.1"));
        await client.SendAsync("MAIL FROM:<a@b.c>\r\nRCPT TO:<support@localhost>\r\nDATA\r\ntext\r\n.\r\nQUIT\r\n", cutting, Ct);
        Assert.Equal(["250", "250", "354", "250", "221"], (await client.RestAsync(Ct)).Select(line => line[..3]));
        Assert.Contains(" with ESMTPS id ", Encoding.ASCII.GetString(rig.Drop.Mails[0].Content.Span), StringComparison.Ordinal);
        Assert.Empty(rig.Troubles);
    }

    [Fact]
    public async Task A_session_under_tls_is_told_that_the_host_stops()
    {
        await using var rig = await ListenerRig.StartAsync(_certificate.Options, Ct);
        await using var client = await rig.GreetAsync(Ct);
        await client.TalkAsync(Ct, ("STARTTLS", "220"));
        await client.SecureAsync(Ct);
        await client.TalkAsync(Ct, ("EHLO client.test", "250"));
        var stop = rig.Listener.StopAsync(Ct);
        Assert.StartsWith("421 4.3.2", Assert.Single(await client.RestAsync(Ct)), StringComparison.Ordinal);
        await client.DisposeAsync();
        await stop;
        Assert.Empty(rig.Troubles);
    }

    [Theory]
    [InlineData("RSET\r\n")]
    [InlineData("R")]
    [InlineData("MAIL FROM:<a@b.c>\r\nRCPT TO:<support@localhost>\r\nDATA\r\ninjected\r\n.\r\n")]
    public async Task What_stands_behind_starttls_in_plain_text_is_refused(string injected)
    {
        await using var rig = await ListenerRig.StartAsync(_certificate.Options, Ct);
        await using var client = await rig.GreetAsync(Ct);
        await client.SendAsync("STARTTLS\r\n" + injected, Ct);
        Assert.StartsWith("503 5.5.1", Assert.Single(await client.RestAsync(Ct)), StringComparison.Ordinal);
        Assert.Empty(rig.Drop.Mails);
    }

    [Fact]
    public async Task A_client_that_goes_on_in_plain_text_is_not_heard()
    {
        await using var rig = await ListenerRig.StartAsync(_certificate.Options, Ct);
        await using var client = await rig.GreetAsync(Ct);
        await client.TalkAsync(Ct, ("STARTTLS", "220"));
        await client.SendAsync("MAIL FROM:<a@b.c>\r\nRCPT TO:<support@localhost>\r\nDATA\r\ninjected\r\n.\r\n", Ct);
        // TLS has an alert of its own for it; a reply there is none
        Assert.DoesNotContain(await client.RestAsync(Ct), line => line.StartsWith("250", StringComparison.Ordinal));
        Assert.Empty(rig.Drop.Mails);
        Assert.Empty(rig.Troubles);
    }

    [Fact]
    public async Task Starttls_is_refused_while_a_mail_is_under_way()
    {
        await using var rig = await ListenerRig.StartAsync(_certificate.Options, Ct);
        await using var client = await rig.GreetAsync(Ct);
        await client.TalkAsync(Ct, ("STARTTLS now", "501"), ("MAIL FROM:<a@b.c>", "250"), ("STARTTLS", "503 5.5.1"), ("RSET", "250"), ("STARTTLS", "220"));
    }
}
