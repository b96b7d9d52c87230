using Hub.Channels.Mail;
using Hub.Channels.Mail.Smtp.Sending;
using Hub.Core.Channels;
using Hub.Core.Security;
using Hub.Tests.Channels.Mail.Mime.Writing;
using Hub.Tests.Servers;

namespace Hub.Tests.Channels.Mail.Smtp.Sending;

/// <summary>Sending through the mail server that is used most, as an installation would.</summary>
public sealed class PostfixTests : IDisposable
{
    private const string Chinese = "您好，订单已经发货。\r\n.\r\nFrom here on\r\n";
    private readonly SmtpRig _rig = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => _rig.Dispose();

    [Theory]
    [InlineData("plain")]
    [InlineData("login")]
    public async Task A_mail_with_files_arrives_whole_through_starttls_and_a_password(string mechanism)
    {
        await using var dovecot = await DovecotServer.StartAsync(mechanism, Ct);
        await using var sink = await SmtpSink.StartAsync([], Ct);
        await using var postfix = await PostfixServer.StartAsync(dovecot, new Dictionary<string, int> { ["customer.test"] = sink.Port }, Ct);
        var file = Enumerable.Range(0, 300_000).Select(i => (byte)(i * i % 251)).ToArray();
        var octets = await Given.WrittenAsync(Given.Mail() with
        {
            From = new MailAddress("客户服务", DovecotServer.User),
            To = [new MailAddress("王小明", "wang@example.test")],
            Subject = "关于您的订单",
            Text = Chinese,
            Html = $"<p>{Chinese}</p>",
            Files = [Given.File("发票.pdf", "application/pdf", file)],
        });

        await using var transport = _rig.Transport(Options(postfix, _rig.PasswordFile(DovecotServer.Password)));
        var envelope = new MailEnvelope("0197-id", DovecotServer.User, ["wang@example.test", "blind@customer.test"]);
        var accepted = Assert.IsType<DeliveryResult.Accepted>(await transport.SendAsync(envelope, octets, Ct));
        Assert.Contains($"{accepted.ProviderId}: client=", postfix.Log, StringComparison.Ordinal);

        var read = await IndependentReader.ReadAsync(Assert.Single(await postfix.DeliveredAsync(1, Ct)), Ct);
        Assert.Empty(read.Defects);
        Assert.Equal(("关于您的订单", "客户服务", "王小明"), (read["Subject"], read.From[0].Name, read.To[0].Name));
        Assert.Equal((Chinese, $"<p>{Chinese}</p>\r\n"), (Crlf(read.TextOf(0)), Crlf(read.TextOf(1))));
        Assert.Equal("发票.pdf", read.NameOf(2));
        Assert.Equal(file, read.OctetsOf(2));
        Assert.Contains("ESMTPSA", read["Received"], StringComparison.Ordinal);
        await Eventually.HoldsAsync(() => sink.Mails.Any(mail => mail.Contains("blind@customer.test", StringComparison.Ordinal)), "the blind copy arrives", TimeSpan.FromSeconds(30), Ct);
    }

    [Fact]
    public async Task A_wrong_password_is_a_fault_of_the_configuration()
    {
        await using var dovecot = await DovecotServer.StartAsync("plain login", Ct);
        await using var postfix = await PostfixServer.StartAsync(dovecot, new Dictionary<string, int>(), Ct);

        var deferred = Assert.IsType<DeliveryResult.Deferred>(await _rig.SendAsync(Options(postfix, _rig.PasswordFile("wrong")), SmtpRig.To("ann@example.test")));
        Assert.Equal((DeliveryClass.Configuration, "535 5.7.8 at AUTH"), (deferred.Class, deferred.Detail));
    }

    [Fact]
    public async Task A_server_that_does_not_relay_for_us_is_a_fault_of_the_configuration()
    {
        await using var postfix = await PostfixServer.StartAsync(null, new Dictionary<string, int>(), Ct);
        var options = new SmtpOptions { Host = "localhost", Port = postfix.Port, CaFile = postfix.CaFile };

        Assert.IsType<DeliveryResult.Accepted>(await _rig.SendAsync(options, SmtpRig.To("ann@example.test")));
        var deferred = Assert.IsType<DeliveryResult.Deferred>(await _rig.SendAsync(options, SmtpRig.To("ann@example.test", "bob@elsewhere.test")));
        Assert.Equal(DeliveryClass.Configuration, deferred.Class);
        Assert.Single(await postfix.DeliveredAsync(1, Ct));
    }

    private static SmtpOptions Options(PostfixServer postfix, SecretReference password) => new()
    {
        Host = "localhost",
        Port = postfix.Port,
        User = DovecotServer.User,
        Password = password,
        CaFile = postfix.CaFile,
    };

    /// <summary>Mail in a Maildir has the line ends of the system.</summary>
    private static string Crlf(string text) => text.ReplaceLineEndings("\r\n");
}
