using System.Text;
using Hub.Channels.Mail.Smtp.Receiving;

namespace Hub.Tests.Channels.Mail.Smtp.Receiving;

public sealed class SmtpListenerTests
{
    private const string Mail = "From: ann@example.org\r\nSubject: one\r\n\r\n..leading dot\r\ntext\r\n";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Cutting.AtOnce)]
    [InlineData(Cutting.LineByLine)]
    [InlineData(Cutting.ByteByByte)]
    public async Task Two_mails_of_a_session_are_taken_however_they_are_cut(Cutting cutting)
    {
        await using var rig = await ListenerRig.StartAsync(Ct);
        await using var client = await rig.ConnectAsync(Ct);
        const string One = "MAIL FROM:<ann@example.org> SIZE=100 BODY=8BITMIME\r\nRCPT TO:<support@localhost>\r\nRCPT TO:<sales@localhost>\r\nDATA\r\n" + Mail + ".\r\n";
        const string Two = "MAIL FROM:<>\r\nRCPT TO:<support@localhost>\r\nRCPT TO:<nobody@localhost>\r\nDATA\r\n.\r\n";

        await client.SendAsync("EHLO client.test\r\n" + One + Two + "QUIT\r\n", cutting, Ct);

        var replies = (await client.RestAsync(Ct)).Where(line => !line.StartsWith("250-", StringComparison.Ordinal)).ToList();
        Assert.Equal(
            ["250", "250 2.1.0", "250 2.1.5", "250 2.1.5", "354", "250 2.0.0", "250 2.1.0", "250 2.1.5", "550 5.1.1", "354", "250 2.0.0", "221 2.0.0"],
            replies.Select(reply => string.Join(' ', reply.Split(' ').TakeWhile(word => char.IsAsciiDigit(word[0])))));
        Assert.Equal([Mail.Replace("..", ".", StringComparison.Ordinal), ""], rig.Drop.Texts());
        Assert.Equal(["ann@example.org", ""], rig.Drop.Mails.Select(mail => mail.ReturnPath));
        Assert.Equal(["support@localhost", "sales@localhost"], rig.Drop.Mails[0].Recipients);
        Assert.Equal(["support@localhost"], rig.Drop.Mails[1].Recipients);
        Assert.Equal(2, rig.Drop.Mails.Select(mail => Guid.Parse(mail.ReceptionId)).Distinct().Count());
        Assert.Empty(rig.Troubles);
    }

    [Fact]
    public async Task The_content_begins_with_the_trace_of_the_reception()
    {
        await using var rig = await ListenerRig.StartAsync(Ct);
        await using var client = await rig.GreetAsync(Ct);
        await client.TalkAsync(Ct, ("MAIL FROM:<ann@example.org>", "250"), ("RCPT TO:<support@localhost>", "250"), ("DATA", "354"));
        const string Forged = "Return-Path: <evil@example.org>\r\nDelivered-To: sales@localhost\r\n\r\ntext\r\n";
        Assert.Equal("250 2.0.0 Taken", await client.SayAsync(Forged + ".", Ct));

        var mail = Assert.Single(rig.Drop.Mails);
        var trace = SmtpTrace.Read(mail.Content)!;
        Assert.Equal((mail.ReturnPath, mail.ReceptionId), (trace.ReturnPath, trace.ReceptionId));
        Assert.Equal(mail.Recipients, trace.Recipients);
        Assert.Equal(Forged, Encoding.UTF8.GetString(trace.Mail.Span));
        Assert.Contains(
            $"Received: from client.test ([127.0.0.1])\r\n\tby mx.test with ESMTP id {mail.ReceptionId};\r\n",
            Encoding.UTF8.GetString(mail.Content.Span), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_extensions_are_offered_to_ehlo_and_not_to_helo()
    {
        await using var rig = await ListenerRig.StartAsync(Ct);
        await using var client = await rig.ConnectAsync(Ct);
        Assert.Equal(
            "250-mx.test\n250-PIPELINING\n250-SIZE 26214400\n250-8BITMIME\n250-SMTPUTF8\n250 ENHANCEDSTATUSCODES",
            await client.SayAsync("EHLO client.test", Ct));
        Assert.Equal("250 mx.test", await client.SayAsync("HELO client.test", Ct));
        await client.TalkAsync(Ct, ("MAIL FROM:<a@b.c>", "250"), ("RCPT TO:<support@localhost>", "250"), ("DATA", "354"), (".", "250"));
        Assert.Contains(" with SMTP id ", Encoding.ASCII.GetString(rig.Drop.Mails[0].Content.Span), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_comes_out_of_order_is_answered_503_and_a_late_ehlo_is_well()
    {
        await using var rig = await ListenerRig.StartAsync(Ct);
        await using var client = await rig.ConnectAsync(Ct);
        await client.TalkAsync(
            Ct,
            ("NOOP", "250"),
            ("MAIL FROM:<a@b.c>", "503 5.5.1 EHLO"),
            ("RCPT TO:<support@localhost>", "503 5.5.1 MAIL"),
            ("DATA", "503 5.5.1 MAIL"),
            ("EHLO late.test", "250"),
            ("MAIL FROM:<a@b.c>", "250"),
            ("MAIL FROM:<a@b.c>", "503 5.5.1"),
            ("DATA", "503 5.5.1 RCPT"),
            ("RSET", "250"),
            ("RCPT TO:<support@localhost>", "503 5.5.1 MAIL"),
            ("MAIL FROM:<a@b.c>", "250"),
            ("EHLO again.test", "250"),
            ("RCPT TO:<support@localhost>", "503 5.5.1 MAIL"),
            ("QUIT", "221"));
    }

    [Theory]
    [InlineData("VRFY support", "252 2.5.0")]
    [InlineData("EXPN support", "502 5.5.1")]
    [InlineData("HELP", "502 5.5.1")]
    [InlineData("AUTH PLAIN AGEAYg==", "502 5.5.1")]
    [InlineData("STARTTLS", "502 5.5.1")]
    [InlineData("GET / HTTP/1.1", "500 5.5.2")]
    [InlineData("EHLO", "501 5.5.4")]
    [InlineData("RSET now", "501 5.5.4")]
    [InlineData("MAIL FROM:a@b.c", "501 5.5.4 Character 6 ")]
    [InlineData("MAIL FROM:<nobody>", "501 5.5.4")]
    [InlineData("MAIL FROM:<a@b.c> SIZE=x", "501 5.5.4")]
    [InlineData("MAIL FROM:<a@b.c> BODY=BINARYMIME", "501 5.5.4")]
    [InlineData("MAIL FROM:<a@b.c> RET=FULL", "555 5.5.4 The parameter RET ")]
    [InlineData("MAIL FROM:<grüße@b.c>", "553 5.6.7")]
    [InlineData("MAIL FROM:<a@b.c> AUTH=<>", "250 2.1.0")]
    [InlineData("MAIL FROM:<grüße@b.c> SMTPUTF8", "250 2.1.0")]
    public async Task Each_command_has_its_reply(string line, string reply)
    {
        await using var rig = await ListenerRig.StartAsync(Ct);
        await using var client = await rig.GreetAsync(Ct);
        await client.TalkAsync(Ct, (line, reply), ("NOOP", "250"));
    }

    [Theory]
    [InlineData("<nobody@localhost>", "550 5.1.1")]
    [InlineData("<support@localhost> NOTIFY=NEVER", "555 5.5.4")]
    [InlineData("<support>", "501 5.5.4")]
    [InlineData("<>", "501 5.5.4")]
    [InlineData("<grüße@localhost>", "553 5.6.7")]
    [InlineData("<Postmaster>", "250 2.1.5")]
    [InlineData("<SUPPORT@localhost>", "250 2.1.5")]
    public async Task Each_recipient_has_its_reply(string recipient, string reply)
    {
        await using var rig = await ListenerRig.StartAsync(Ct);
        await using var client = await rig.GreetAsync(Ct);
        await client.TalkAsync(Ct, ("MAIL FROM:<a@b.c>", "250"), ($"RCPT TO:{recipient}", reply));
    }

    [Fact]
    public async Task An_international_mail_keeps_its_addresses()
    {
        await using var rig = await ListenerRig.StartAsync(Ct);
        await using var client = await rig.GreetAsync(Ct);
        await client.TalkAsync(
            Ct, ("MAIL FROM:<客服@例子.测试> SMTPUTF8", "250"), ("RCPT TO:<grüße@localhost>", "250"), ("DATA", "354"), ("Subject: 投诉\r\n\r\n.", "250"));
        var trace = SmtpTrace.Read(rig.Drop.Mails[0].Content)!;
        Assert.Equal("客服@例子.测试", trace.ReturnPath);
        Assert.Equal(["grüße@localhost"], trace.Recipients);
        Assert.Equal(["Subject: 投诉\r\n\r\n"], rig.Drop.Texts());
        Assert.Contains(" with UTF8SMTP id ", Encoding.UTF8.GetString(rig.Drop.Mails[0].Content.Span), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_client_hears_what_the_drop_says_and_may_go_on()
    {
        await using var rig = await ListenerRig.StartAsync(Ct);
        await using var client = await rig.GreetAsync(Ct);
        var answers = new Queue<SmtpReply>([new(451, "4.3.0", "later"), new(552, "5.3.4", "never\r\n250 injected"), FakeDrop.Taken]);
        rig.Drop.Answer = (_, _) => Task.FromResult(answers.Dequeue());
        string[] replies = ["451 4.3.0 later", "552-5.3.4 never?\n552 5.3.4 250 injected", "250 2.0.0 Taken"];
        foreach (var reply in replies)
        {
            await client.TalkAsync(Ct, ("MAIL FROM:<a@b.c>", "250"), ("RCPT TO:<support@localhost>", "250"), ("DATA", "354"));
            Assert.Equal(reply, await client.SayAsync("text\r\n.", Ct));
        }
    }

    [Fact]
    public async Task A_drop_that_throws_is_told_to_the_operator_and_the_client_comes_again()
    {
        await using var rig = await ListenerRig.StartAsync(Ct);
        await using var client = await rig.GreetAsync(Ct);
        rig.Drop.Answer = (_, _) => throw new InvalidDataException("no");
        await client.TalkAsync(
            Ct, ("MAIL FROM:<a@b.c>", "250"), ("RCPT TO:<support@localhost>", "250"), ("DATA", "354"), ("text\r\n.", "451 4.3.0"), ("NOOP", "250"));
        Assert.Contains(rig.Troubles, line => line.Contains("InvalidDataException", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_reply_waits_until_the_mail_is_taken()
    {
        await using var rig = await ListenerRig.StartAsync(Ct);
        await using var client = await rig.GreetAsync(Ct);
        var held = new HeldDrop(rig.Drop);
        await client.SendAsync("MAIL FROM:<a@b.c>\r\nRCPT TO:<support@localhost>\r\nDATA\r\ntext\r\n.\r\nNOOP\r\n", Ct);
        await held.ArrivedAsync(Ct);
        foreach (var reply in new[] { "250", "250", "354" }) Assert.StartsWith(reply, await client.ReplyAsync(Ct), StringComparison.Ordinal);
        var last = client.ReplyAsync(Ct);
        Assert.False(last.IsCompleted);
        held.LetGo();
        Assert.Equal("250 2.0.0 Taken", await last);
        Assert.Equal("250 2.0.0 OK", await client.ReplyAsync(Ct));
    }

    [Fact]
    public async Task A_client_that_is_gone_before_the_reply_is_no_trouble()
    {
        await using var rig = await ListenerRig.StartAsync(Ct);
        var held = new HeldDrop(rig.Drop);
        var client = await rig.GreetAsync(Ct);
        await client.SendAsync("MAIL FROM:<a@b.c>\r\nRCPT TO:<support@localhost>\r\nDATA\r\ntext\r\n.\r\n", Ct);
        await held.ArrivedAsync(Ct);
        client.Vanish();
        held.LetGo();
        await Eventually.HoldsAsync(() => rig.Drop.Mails.Count == 1, "the mail is taken", RawSmtpClient.Patience, Ct);
        await using var other = await rig.GreetAsync(Ct);
        Assert.Empty(rig.Troubles);
    }

    [Fact]
    public async Task A_mail_that_breaks_off_is_not_taken()
    {
        await using var rig = await ListenerRig.StartAsync(Ct);
        var client = await rig.GreetAsync(Ct);
        await client.TalkAsync(Ct, ("MAIL FROM:<a@b.c>", "250"), ("RCPT TO:<support@localhost>", "250"), ("DATA", "354"));
        await client.SendAsync("text\r\n.", Ct);
        await client.DisposeAsync();
        await rig.Listener.StopAsync(Ct);
        Assert.Empty(rig.Drop.Mails);
        Assert.Empty(rig.Troubles);
    }
}
