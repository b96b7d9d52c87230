using Hub.Channels.Mail.Smtp.Receiving;

namespace Hub.Tests.Channels.Mail.Smtp.Receiving;

public sealed class LimitTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A19_a_mail_that_is_announced_as_too_large_is_refused_at_mail()
    {
        await using var rig = await ListenerRig.StartAsync(Options(maxMessageBytes: 10_000), Ct);
        await using var client = await rig.GreetAsync(Ct);
        await client.TalkAsync(Ct, ("MAIL FROM:<a@b.c> SIZE=10001", "552 5.3.4"), ("MAIL FROM:<a@b.c> SIZE=10000", "250"));
        Assert.Equal([[]], rig.Drop.TooLarge);
    }

    [Theory]
    [InlineData(10_000, "250")]
    [InlineData(10_001, "552 5.3.4")]
    [InlineData(500_000, "552 5.3.4")]
    public async Task A19_a_mail_that_turns_out_too_large_is_read_to_its_end_and_refused(int bytes, string reply)
    {
        await using var rig = await ListenerRig.StartAsync(Options(maxMessageBytes: 10_000), Ct);
        await using var client = await rig.GreetAsync(Ct);
        await client.TalkAsync(Ct, ("MAIL FROM:<a@b.c> SIZE=10", "250"), ("RCPT TO:<support@localhost>", "250"), ("DATA", "354"));
        await client.SendAsync(new string('x', bytes - 2), Ct);
        await client.TalkAsync(Ct, ("\r\n.", reply), ("NOOP", "250"));
        Assert.Equal(reply == "250" ? 1 : 0, rig.Drop.Mails.Count);
        IReadOnlyList<string>[] told = reply == "250" ? [] : [["support@localhost"]];
        Assert.Equal(told, rig.Drop.TooLarge);
    }

    [Fact]
    public async Task A19_a_mail_that_is_too_large_and_does_not_end_is_cut()
    {
        await using var rig = await ListenerRig.StartAsync(Options(maxMessageBytes: 10_000), Ct);
        await using var client = await rig.GreetAsync(Ct);
        await client.TalkAsync(Ct, ("MAIL FROM:<a@b.c>", "250"), ("RCPT TO:<support@localhost>", "250"), ("DATA", "354"));
        await client.SendAsync(string.Concat(Enumerable.Repeat("some text\r\n", 110_000)), Ct);
        Assert.StartsWith("421", await client.ReplyAsync(Ct), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mail_of_many_pieces_is_whole()
    {
        await using var rig = await ListenerRig.StartAsync(Ct);
        await using var client = await rig.GreetAsync(Ct);
        var mail = string.Concat(Enumerable.Range(0, 200_000).Select(number => FormattableString.Invariant($"line {number}\r\n")));
        await client.TalkAsync(Ct, ("MAIL FROM:<a@b.c>", "250"), ("RCPT TO:<support@localhost>", "250"), ("DATA", "354"), (mail + ".", "250"));
        Assert.Equal([mail], rig.Drop.Texts());
    }

    [Fact]
    public async Task Recipients_beyond_the_limit_are_told_452_and_the_others_have_the_mail()
    {
        await using var rig = await ListenerRig.StartAsync(new MailInOptions { Port = 0, HostName = "mx.test", MaxRecipients = 2 }, Ct);
        rig.Drop.Known.Add("third@localhost");
        await using var client = await rig.GreetAsync(Ct);
        await client.TalkAsync(
            Ct,
            ("MAIL FROM:<a@b.c>", "250"), ("RCPT TO:<support@localhost>", "250"), ("RCPT TO:<support@localhost>", "250"),
            ("RCPT TO:<sales@localhost>", "250"), ("RCPT TO:<third@localhost>", "452 4.5.3"), ("DATA", "354"), (".", "250"));
        Assert.Equal(["support@localhost", "sales@localhost"], rig.Drop.Mails[0].Recipients);
    }

    [Fact]
    public async Task A_command_line_that_is_too_long_is_thrown_away_whole()
    {
        await using var rig = await ListenerRig.StartAsync(Ct);
        await using var client = await rig.GreetAsync(Ct);
        await client.TalkAsync(Ct, ("NOOP " + new string('x', 2041), "250"), ("NOOP " + new string('x', 2042), "500 5.5.2"));
        await client.TalkAsync(Ct, (string.Concat(Enumerable.Repeat("QUIT ", 50_000)), "500 5.5.2"), ("NOOP", "250"));
    }

    [Fact]
    public async Task A_session_of_too_many_errors_is_closed()
    {
        await using var rig = await ListenerRig.StartAsync(new MailInOptions { Port = 0, HostName = "mx.test", MaxErrors = 3 }, Ct);
        await using var client = await rig.GreetAsync(Ct);
        await client.TalkAsync(Ct, ("FLY", "500"), ("NOOP", "250"), ("DATA", "503"), ("NOOP\u0001", "500"));
        Assert.Equal(["421 4.7.0 Too many errors; closing"], await client.RestAsync(Ct));
    }

    [Fact]
    public async Task A_mail_that_is_taken_sets_the_errors_back()
    {
        await using var rig = await ListenerRig.StartAsync(new MailInOptions { Port = 0, HostName = "mx.test", MaxErrors = 3 }, Ct);
        await using var client = await rig.GreetAsync(Ct);
        for (var i = 0; i < 4; i++)
            await client.TalkAsync(
                Ct, ("MAIL FROM:<a@b.c>", "250"), ("RCPT TO:<x@localhost>", "550"), ("RCPT TO:<y@localhost>", "550"), ("RCPT TO:<support@localhost>", "250"), ("DATA", "354"), (".", "250"));
    }

    [Fact]
    public async Task A_session_that_does_nothing_for_too_long_is_closed()
    {
        await using var rig = await ListenerRig.StartAsync(Ct);
        await using var client = await rig.GreetAsync(Ct);
        await client.SendAsync(string.Concat(Enumerable.Repeat("NOOP\r\n", 200)), Ct);
        var replies = await client.RestAsync(Ct);
        Assert.Equal("421 4.7.0 Too many errors; closing", replies[^1]);
        Assert.InRange(replies.Count, 100, 130);
    }

    [Theory]
    [InlineData(2, 5, "421 4.3.2")]
    [InlineData(5, 2, "421 4.7.0")]
    public async Task Connections_beyond_the_limit_are_told_421_until_one_ends(int all, int perAddress, string reply)
    {
        var options = new MailInOptions { Port = 0, HostName = "mx.test", MaxConnections = all, MaxConnectionsPerAddress = perAddress };
        await using var rig = await ListenerRig.StartAsync(options, Ct);
        await using var first = await rig.ConnectAsync(Ct);
        var second = await rig.ConnectAsync(Ct);
        await using (var third = await RawSmtpClient.ConnectAsync(rig.Endpoint, Ct))
            Assert.StartsWith(reply, Assert.Single(await third.RestAsync(Ct)), StringComparison.Ordinal);

        await second.DisposeAsync();

        await Eventually.HoldsAsync(
            async ct =>
            {
                await using var next = await RawSmtpClient.ConnectAsync(rig.Endpoint, ct);
                return (await next.ReplyAsync(ct)).StartsWith("220", StringComparison.Ordinal);
            },
            "a place is free", RawSmtpClient.Patience, Ct);
    }

    [Fact]
    public async Task Mail_beyond_the_memory_of_all_is_told_to_come_again()
    {
        var options = new MailInOptions { Port = 0, HostName = "mx.test", MaxMessageBytes = 10_000, MaxBufferedBytes = 20_000 };
        await using var rig = await ListenerRig.StartAsync(options, Ct);
        var held = new HeldDrop(rig.Drop);
        await using var first = await rig.GreetAsync(Ct);
        await first.SendAsync("MAIL FROM:<a@b.c>\r\nRCPT TO:<support@localhost>\r\nDATA\r\ntext\r\n.\r\n", Ct);
        await held.ArrivedAsync(Ct);

        await using var second = await rig.GreetAsync(Ct);
        await second.TalkAsync(
            Ct, ("MAIL FROM:<a@b.c> SIZE=9999", "452 4.3.1"), ("MAIL FROM:<a@b.c>", "250"), ("RCPT TO:<support@localhost>", "250"), ("DATA", "451 4.3.1"));

        held.LetGo();
        foreach (var reply in new[] { "250", "250", "354", "250" }) Assert.StartsWith(reply, await first.ReplyAsync(Ct), StringComparison.Ordinal);
        await second.TalkAsync(Ct, ("MAIL FROM:<a@b.c> SIZE=9999", "250"), ("RCPT TO:<support@localhost>", "250"), ("DATA", "354"), ("text\r\n.", "250"));
        Assert.Equal(2, rig.Drop.Mails.Count);
    }

    [Fact]
    public async Task Mail_that_outgrows_the_memory_of_all_is_told_451_at_its_end()
    {
        var options = new MailInOptions { Port = 0, HostName = "mx.test", MaxMessageBytes = 100_000, MaxBufferedBytes = 100_000 };
        await using var rig = await ListenerRig.StartAsync(options, Ct);
        await using var client = await rig.GreetAsync(Ct);
        await client.TalkAsync(
            Ct, ("MAIL FROM:<a@b.c>", "250"), ("RCPT TO:<support@localhost>", "250"), ("DATA", "354"), (new string('x', 90_000) + "\r\n.", "451 4.3.1"), ("NOOP", "250"));
        await client.TalkAsync(Ct, ("MAIL FROM:<a@b.c>", "250"), ("RCPT TO:<support@localhost>", "250"), ("DATA", "354"), ("text\r\n.", "250"));
    }

    private static MailInOptions Options(int maxMessageBytes) => new() { Port = 0, HostName = "mx.test", MaxMessageBytes = maxMessageBytes };
}
