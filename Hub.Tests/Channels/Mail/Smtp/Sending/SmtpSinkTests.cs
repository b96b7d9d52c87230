using Hub.Channels.Mail;
using Hub.Channels.Mail.Smtp.Sending;
using Hub.Core.Channels;
using Hub.Tests.Servers;

namespace Hub.Tests.Channels.Mail.Smtp.Sending;

/// <summary>A server nobody here wrote, with one fault each.</summary>
public sealed class SmtpSinkTests : IDisposable
{
    private readonly SmtpRig _rig = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => _rig.Dispose();

    [Fact]
    public async Task A_mail_is_taken_as_it_is()
    {
        await using var sink = await SmtpSink.StartAsync([], Ct);

        Assert.IsType<DeliveryResult.Accepted>(await SendAsync(sink));
        Assert.Contains("Subject: x\n\nHello\n", Assert.Single(sink.Mails).ReplaceLineEndings("\n"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_without_extensions_takes_it_too()
    {
        await using var sink = await SmtpSink.StartAsync(["-e", "-8", "-p"], Ct);
        Assert.IsType<DeliveryResult.Accepted>(await SendAsync(sink));
    }

    [Fact]
    public async Task An_unknown_user_is_rejected()
    {
        await using var sink = await SmtpSink.StartAsync(["-f", "rcpt", "-B", "550 5.1.1 User unknown"], Ct);
        Assert.Equal(new DeliveryResult.Rejected(DeliveryClass.Address, "550 5.1.1 at RCPT for 1 of 1 recipients") { IsDead = true }, await SendAsync(sink));
    }

    [Fact]
    public async Task A_greylisted_mail_is_deferred()
    {
        await using var sink = await SmtpSink.StartAsync(["-r", "rcpt", "-b", "451 4.7.1 Greylisted, try again"], Ct);
        Assert.Equal(DeliveryClass.Transient, Assert.IsType<DeliveryResult.Deferred>(await SendAsync(sink)).Class);
    }

    [Theory]
    [InlineData("connect")]
    [InlineData("ehlo")]
    [InlineData("mail")]
    [InlineData("rcpt")]
    [InlineData("data")]
    public async Task A_line_dropped_before_the_end_is_deferred(string command)
    {
        await using var sink = await SmtpSink.StartAsync(["-q", command], Ct);
        Assert.Equal(DeliveryClass.Transient, Assert.IsType<DeliveryResult.Deferred>(await SendAsync(sink)).Class);
    }

    [Fact]
    public async Task A_line_dropped_after_the_end_is_unknown()
    {
        await using var sink = await SmtpSink.StartAsync(["-q", "."], Ct);
        Assert.IsType<DeliveryResult.Unknown>(await SendAsync(sink));
    }

    [Fact]
    public async Task A_server_that_is_slow_to_say_that_it_has_the_mail_leaves_it_unknown()
    {
        await using var sink = await SmtpSink.StartAsync(["-W", ".:30"], Ct);
        Assert.IsType<DeliveryResult.Unknown>(await SendAsync(sink));
    }

    [Fact]
    public async Task A_server_that_is_slow_before_that_leaves_it_deferred()
    {
        await using var sink = await SmtpSink.StartAsync(["-w", "30"], Ct);
        Assert.IsType<DeliveryResult.Deferred>(await SendAsync(sink));
    }

    private Task<DeliveryResult> SendAsync(SmtpSink sink) => _rig.SendAsync(
        new SmtpOptions { Host = "127.0.0.1", Port = sink.Port, Security = MailSecurity.None, TimeoutSeconds = 2, FinalTimeoutSeconds = 2 }, SmtpRig.To("ann@example.test"));
}
