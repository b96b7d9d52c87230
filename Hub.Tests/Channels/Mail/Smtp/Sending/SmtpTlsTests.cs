using System.Text;
using Hub.Channels.Mail;
using Hub.Channels.Mail.Smtp.Sending;
using Hub.Core.Channels;

namespace Hub.Tests.Channels.Mail.Smtp.Sending;

/// <summary>D17 of the catalogue of bad input, and what a password is given to.</summary>
public sealed class SmtpTlsTests : IDisposable
{
    private readonly SmtpRig _rig = new();

    public static TheoryData<Chunking> Chunkings => [.. Enum.GetValues<Chunking>()];

    public void Dispose() => _rig.Dispose();

    [Theory]
    [MemberData(nameof(Chunkings))]
    public async Task A_mail_goes_through_starttls_with_a_password(Chunking chunking)
    {
        var (certificate, caFile) = _rig.Certificate();
        await using var server = new ScriptedSmtp { Chunking = chunking, Certificate = certificate, Offers = "STARTTLS\nPIPELINING\nAUTH LOGIN PLAIN" };
        Assert.IsType<DeliveryResult.Accepted>(await _rig.SendAsync(Options(server, MailSecurity.StartTls, caFile), SmtpRig.To("ann@example.com")));
        Assert.Equal(["STARTTLS", "EHLO", "AUTH PLAIN " + Encoded("\0hub\0" + SmtpRig.Password), "MAIL"], server.Heard.Skip(1).Take(4).Select(Shortened));
        AssertNothingSecretIsLogged();
    }

    [Fact]
    public async Task A_mail_goes_through_implicit_tls()
    {
        var (certificate, caFile) = _rig.Certificate();
        await using var server = new ScriptedSmtp { Certificate = certificate, Implicit = true, Offers = "AUTH LOGIN" };
        server.Say("AUTH LOGIN", "334 VXNlcm5hbWU6");
        server.Say(Encoded("hub"), "334 UGFzc3dvcmQ6");
        server.Say(Encoded(SmtpRig.Password), "235 welcome");
        Assert.IsType<DeliveryResult.Accepted>(await _rig.SendAsync(Options(server, MailSecurity.Tls, caFile), SmtpRig.To("ann@example.com")));
        AssertNothingSecretIsLogged();
    }

    [Fact]
    public async Task D17_without_starttls_nothing_is_sent()
    {
        await using var server = new ScriptedSmtp { Offers = "AUTH PLAIN" };
        await IsMisconfiguredAsync(server, Options(server, MailSecurity.StartTls, ""));
        Assert.Equal(["EHLO"], server.Heard.Select(Shortened));
    }

    [Theory]
    [MemberData(nameof(Chunkings))]
    public async Task D17_what_was_said_before_tls_is_not_taken_as_said_within(Chunking chunking)
    {
        var (certificate, caFile) = _rig.Certificate();
        await using var server = new ScriptedSmtp { Chunking = chunking, Certificate = certificate, Offers = "STARTTLS\nAUTH PLAIN" };
        server.Say("STARTTLS", "220 go on\r\n250-injected\r\n250 AUTH PLAIN");
        Assert.IsType<DeliveryResult.Deferred>(await _rig.SendAsync(Options(server, MailSecurity.StartTls, caFile), SmtpRig.To("ann@example.com")));
        Assert.Equal(["EHLO", "STARTTLS"], server.Heard.Select(Shortened));
    }

    [Theory]
    [InlineData(MailSecurity.StartTls, "localhost", false)]
    [InlineData(MailSecurity.StartTls, "other.example.org", true)]
    [InlineData(MailSecurity.Tls, "localhost", false)]
    [InlineData(MailSecurity.Tls, "other.example.org", true)]
    public async Task D17_a_certificate_that_is_not_trusted_gets_no_password(MailSecurity security, string name, bool trusted)
    {
        var (certificate, caFile) = _rig.Certificate(name);
        await using var server = new ScriptedSmtp { Certificate = certificate, Implicit = security == MailSecurity.Tls, Offers = "STARTTLS\nAUTH PLAIN" };
        await IsMisconfiguredAsync(server, Options(server, security, trusted ? caFile : ""));
        Assert.DoesNotContain(server.Heard, command => command.StartsWith("AUTH", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("AUTH PLAIN", "535 5.7.8 wrong")]
    [InlineData("AUTH CRAM-MD5", null)]
    [InlineData("", null)]
    public async Task A_sign_in_that_fails_is_a_fault_of_the_configuration(string offers, string? answer)
    {
        var (certificate, caFile) = _rig.Certificate();
        await using var server = new ScriptedSmtp { Certificate = certificate, Offers = "STARTTLS\n" + offers };
        if (answer is not null) server.Say("AUTH", answer);
        await IsMisconfiguredAsync(server, Options(server, MailSecurity.StartTls, caFile));
        AssertNothingSecretIsLogged();
    }

    [Fact]
    public async Task A_password_that_cannot_be_read_is_a_fault_of_the_configuration()
    {
        await using var server = new ScriptedSmtp { Offers = "AUTH PLAIN" };
        var options = Options(server, MailSecurity.None, "");
        File.Delete(options.Password!.Name);
        await IsMisconfiguredAsync(server, options);
    }

    private async Task IsMisconfiguredAsync(ScriptedSmtp server, SmtpOptions options)
    {
        var deferred = Assert.IsType<DeliveryResult.Deferred>(await _rig.SendAsync(options, SmtpRig.To("ann@example.com")));
        Assert.Equal(DeliveryClass.Configuration, deferred.Class);
        Assert.DoesNotContain(SmtpRig.Password, deferred.Detail, StringComparison.Ordinal);
        Assert.DoesNotContain(server.Heard, command => command.StartsWith("MAIL", StringComparison.Ordinal));
    }

    private SmtpOptions Options(ScriptedSmtp server, MailSecurity security, string caFile) => new()
    {
        Host = "localhost",
        Port = server.Port,
        Security = security,
        User = "hub",
        Password = _rig.PasswordFile(),
        CaFile = caFile,
    };

    private void AssertNothingSecretIsLogged()
    {
        Assert.DoesNotContain(SmtpRig.Password, _rig.Logged, StringComparison.Ordinal);
        Assert.DoesNotContain(Encoded(SmtpRig.Password), _rig.Logged, StringComparison.Ordinal);
        Assert.DoesNotContain(Encoded("\0hub\0" + SmtpRig.Password), _rig.Logged, StringComparison.Ordinal);
    }

    private static string Encoded(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    private static string Shortened(string command) => command.StartsWith("AUTH", StringComparison.Ordinal) ? command : command.Split(' ')[0];
}
