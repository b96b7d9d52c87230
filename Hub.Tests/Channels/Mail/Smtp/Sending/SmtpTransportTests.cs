using Hub.Channels.Mail;
using Hub.Channels.Mail.Smtp.Sending;
using Hub.Core.Channels;

namespace Hub.Tests.Channels.Mail.Smtp.Sending;

/// <summary>What is said to a server, and when.</summary>
public sealed class SmtpTransportTests : IDisposable
{
    private readonly SmtpRig _rig = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static TheoryData<Chunking> Chunkings => [.. Enum.GetValues<Chunking>()];

    public void Dispose() => _rig.Dispose();

    [Theory]
    [MemberData(nameof(Chunkings))]
    public async Task A_mail_is_handed_over_as_the_standard_says(Chunking chunking)
    {
        await using var server = new ScriptedSmtp { Chunking = chunking };
        var result = await _rig.SendAsync(SmtpRig.Plain(server), SmtpRig.To("ann@example.com", "王@例え.jp"), "Subject: x\r\n\r\n.dot\nlone\r");

        Assert.Equal(new DeliveryResult.Accepted("4ABC"), result);
        Assert.Equal(["Subject: x\r\n\r\n..dot\r\nlone\r\n"], server.Mails);
        Assert.Equal(
            [
                "EHLO [127.0.0.1]", "MAIL FROM:<support@example.org> SIZE=26 SMTPUTF8", "RCPT TO:<ann@example.com>", "RCPT TO:<王@xn--r8jz45g.jp>", "DATA", "QUIT",
            ],
            server.Heard);
    }

    [Fact]
    public async Task Only_what_is_offered_is_used()
    {
        await using var server = new ScriptedSmtp { Offers = "" };
        Assert.IsType<DeliveryResult.Accepted>(await _rig.SendAsync(SmtpRig.Plain(server), SmtpRig.To("ann@example.com") with { ReturnPath = "" }));
        Assert.Equal(["EHLO [127.0.0.1]", "MAIL FROM:<>", "RCPT TO:<ann@example.com>", "DATA", "QUIT"], server.Heard);
    }

    [Fact]
    public async Task An_envelope_has_its_id_where_bounces_can_be_asked_for()
    {
        await using var server = new ScriptedSmtp { Offers = "DSN\n8BITMIME" };
        Assert.IsType<DeliveryResult.Accepted>(await _rig.SendAsync(SmtpRig.Plain(server), SmtpRig.To("ann@example.com"), "Subject: x\r\n\r\nGrüße"));
        Assert.Contains("MAIL FROM:<support@example.org> BODY=8BITMIME RET=HDRS ENVID=0197-id", server.Heard);
    }

    [Theory]
    [InlineData(false, "ann+x=1@example.com", "RCPT TO:<ann+x=1@example.com> NOTIFY=FAILURE,DELAY ORCPT=rfc822;ann+2Bx+3D1@example.com")]
    [InlineData(true, "ann@example.com", "RCPT TO:<ann@example.com> NOTIFY=SUCCESS,FAILURE,DELAY ORCPT=rfc822;ann@example.com")]
    [InlineData(false, "王@example.com", "RCPT TO:<王@example.com> NOTIFY=FAILURE,DELAY")]
    public async Task A_server_that_reports_is_asked_what_is_wanted_of_each_recipient(bool successes, string to, string command)
    {
        await using var server = new ScriptedSmtp { Offers = "DSN\nSMTPUTF8\n8BITMIME" };
        var options = new SmtpOptions { Host = "127.0.0.1", Port = server.Port, Security = MailSecurity.None, ConfirmDelivery = successes };
        Assert.IsType<DeliveryResult.Accepted>(await _rig.SendAsync(options, SmtpRig.To(to) with { EnvelopeId = "d1-key" }));
        Assert.Contains(command, server.Heard);
        Assert.Contains(server.Heard, heard => heard.EndsWith(" RET=HDRS ENVID=d1-key", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_server_that_knows_only_helo_is_greeted_so()
    {
        await using var server = new ScriptedSmtp { Offers = null };
        var options = new SmtpOptions { Host = "127.0.0.1", Port = server.Port, Security = MailSecurity.None, HelloName = "hub.example.org" };
        Assert.IsType<DeliveryResult.Accepted>(await _rig.SendAsync(options, SmtpRig.To("ann@example.com")));
        Assert.Equal(["EHLO hub.example.org", "HELO hub.example.org"], server.Heard.Take(2));
    }

    [Theory]
    [InlineData("SIZE 20", "ann@example.com", "Subject: x\r\n\r\nHello", DeliveryClass.Content)]
    [InlineData("SIZE 1000", "王@example.com", "Subject: x\r\n\r\nHello", DeliveryClass.Address)]
    [InlineData("8BITMIME", "ann@example.com", "Subject: 王\r\n\r\nHello", DeliveryClass.Address)]
    [InlineData("SMTPUTF8", "ann@example.com", "Subject: x\r\n\r\nGrüße", DeliveryClass.Content)]
    public async Task What_the_server_cannot_carry_is_refused_before_it_is_sent(string offers, string to, string message, DeliveryClass error)
    {
        await using var server = new ScriptedSmtp { Offers = offers };
        var refused = Assert.IsType<DeliveryResult.Rejected>(await _rig.SendAsync(SmtpRig.Plain(server), SmtpRig.To(to), message));
        Assert.Equal(error, refused.Class);
        Assert.DoesNotContain(server.Heard, command => command.StartsWith("MAIL", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_is_no_address_never_reaches_the_server()
    {
        await using var server = new ScriptedSmtp();
        var refused = Assert.IsType<DeliveryResult.Rejected>(
            await _rig.SendAsync(SmtpRig.Plain(server), SmtpRig.To("ann@example.com", "a\r\nRCPT TO:<eve@example.net>", "a@x>;b@y")));
        Assert.Equal((DeliveryClass.Address, "2 of 3 recipients are no addresses"), (refused.Class, refused.Detail));
        Assert.IsType<DeliveryResult.Rejected>(await _rig.SendAsync(SmtpRig.Plain(server), SmtpRig.To()));
        Assert.Equal(0, server.Connections);
    }

    [Theory]
    [InlineData("PIPELINING", "354 go on", 2)]
    [InlineData("PIPELINING", "554 5.5.1 no valid recipients", 1)]
    [InlineData("", null, 1)]
    public async Task One_refused_recipient_and_nobody_gets_it(string offers, string? toData, int connections)
    {
        await using var server = new ScriptedSmtp { Offers = offers };
        server.Say("RCPT TO:<bob", "550 5.1.1 <bob@example.com> unknown");
        if (toData is not null) server.Say("DATA", toData);
        await using var transport = _rig.Transport(SmtpRig.Plain(server));

        var refused = await transport.SendAsync(SmtpRig.To("ann@example.com", "bob@example.com", "eve@example.com"), SmtpRig.Message, Ct);
        Assert.Equal(new DeliveryResult.Rejected(DeliveryClass.Address, "550 5.1.1 at RCPT for 1 of 3 recipients"), refused);
        Assert.Empty(server.Mails);

        Assert.IsType<DeliveryResult.Accepted>(await transport.SendAsync(SmtpRig.To("ann@example.com"), SmtpRig.Message, Ct));
        Assert.Equal((connections, 1), (server.Connections, server.Mails.Count));
        Assert.Equal(connections == 1, server.Heard.Contains("RSET"));
    }

    [Fact]
    public async Task A_large_mail_arrives_octet_by_octet()
    {
        await using var server = new ScriptedSmtp();
        var message = "Subject: x\r\n\r\n" + string.Concat(Enumerable.Range(0, 9000).Select(i => $".{i} {new string('x', i % 70)}\r\n"));
        Assert.IsType<DeliveryResult.Accepted>(await _rig.SendAsync(SmtpRig.Plain(server), SmtpRig.To("ann@example.com"), message));
        Assert.Equal(message.Replace("\r\n.", "\r\n..", StringComparison.Ordinal), Assert.Single(server.Mails));
    }

    [Fact]
    public void A_transport_without_a_server_or_with_a_fault_is_refused()
    {
        Assert.Throws<InvalidOperationException>(() => _rig.Transport(new SmtpOptions()));
        Assert.Throws<InvalidOperationException>(() => _rig.Transport(new SmtpOptions { Host = "mail.example.org", User = "hub" }));
    }

    [Fact]
    public async Task No_address_is_logged_above_debug()
    {
        await using var server = new ScriptedSmtp();
        server.Say("RCPT", "550 5.1.1 <ann@example.com> unknown");
        server.Say("DATA", "554 no" + ScriptedSmtp.Drop);
        await _rig.SendAsync(SmtpRig.Plain(server), SmtpRig.To("ann@example.com"));
        Assert.DoesNotContain(
            _rig.Logged.Split('\n'), line => line.Contains('@', StringComparison.Ordinal) && !line.StartsWith("Debug", StringComparison.Ordinal));
    }
}
