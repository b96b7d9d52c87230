using System.ComponentModel.DataAnnotations;
using Hub.Channels.Mail;
using Hub.Channels.Mail.Smtp.Sending;

namespace Hub.Tests.Channels.Mail.Smtp.Sending;

public sealed class SmtpOptionsTests : IDisposable
{
    private readonly SmtpRig _rig = new();

    public void Dispose() => _rig.Dispose();

    [Fact]
    public void The_defaults_and_a_usual_section_have_no_fault()
    {
        Assert.Empty(new SmtpOptions().Faults());
        Assert.Empty(new SmtpOptions { Host = "smtp.example.org", User = "hub", Password = _rig.PasswordFile(), CaFile = _rig.Certificate().CaFile }.Faults());
        Assert.Equal(MailSecurity.StartTls, new SmtpOptions().Security);
    }

    [Fact]
    public void Each_fault_is_named()
    {
        var password = _rig.PasswordFile();
        Assert.Equal("Host", FaultOf(new() { Host = "smtp://example.org" }));
        Assert.Equal("User", FaultOf(new() { Host = "x", User = "a\0b", Password = password }));
        Assert.Equal("Password", FaultOf(new() { Host = "x", User = "hub" }));
        Assert.Equal("User", FaultOf(new() { Host = "x", Password = password }));
        Assert.Equal("Security", FaultOf(new() { Host = "smtp.example.org", User = "hub", Password = password, Security = MailSecurity.None }));
        Assert.Equal("CaFile", FaultOf(new() { Host = "x", CaFile = "/does/not/exist.pem" }));
        Assert.Equal("CaFile", FaultOf(new() { Host = "x", CaFile = password.Name }));
    }

    [Fact]
    public void A_password_may_go_in_plain_text_to_this_machine_only()
    {
        foreach (var host in new[] { "localhost", "127.0.0.1", "::1" })
            Assert.Empty(new SmtpOptions { Host = host, User = "hub", Password = _rig.PasswordFile(), Security = MailSecurity.None }.Faults());
    }

    [Theory]
    [InlineData("a b")]
    [InlineData("x\r\nMAIL")]
    public void A_name_to_greet_with_is_one_word(string name) => Assert.False(
        Validator.TryValidateProperty(name, new ValidationContext(new SmtpOptions()) { MemberName = nameof(SmtpOptions.HelloName) }, null));

    private static string FaultOf(SmtpOptions options) => Assert.Single(options.Faults()).Key;
}
