namespace Hub.Tests.Channels.Mail.Smtp.Receiving;

/// <summary>A13: text that one server takes for the end of a mail and another does not (CVE-2023-51764, -51765, -51766).</summary>
public sealed class SmugglingTests
{
    private const string Smuggled = "MAIL FROM:<evil@example.org>\r\nRCPT TO:<support@localhost>\r\nDATA\r\nSubject: two\r\n\r\nsecond";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static TheoryData<string, Cutting> Ends()
    {
        var cases = new TheoryData<string, Cutting>();
        foreach (var end in new[] { "\n.\n", "\n.\r\n", "\r.\r", "\r\n.\n", "\r\n.\r", "\r.\r\n", "\r.\n", "\n.\r", "\n\n.\r\n", "\r\r\n.\r\r\n", "\r\n\0.\r\n\n" })
            foreach (var cutting in Enum.GetValues<Cutting>())
                cases.Add(end, cutting);
        return cases;
    }

    [Theory]
    [MemberData(nameof(Ends))]
    public async Task A13_a_false_end_makes_no_mail_and_no_command(string end, Cutting cutting)
    {
        await using var rig = await ListenerRig.StartAsync(Ct);
        await using var client = await rig.GreetAsync(Ct);
        await client.SendAsync(
            "MAIL FROM:<a@b.c>\r\nRCPT TO:<support@localhost>\r\nDATA\r\nSubject: one\r\n\r\nfirst" + end + Smuggled + "\r\n.\r\nQUIT\r\n", cutting, Ct);
        Assert.Equal(["250", "250", "354", "554", "221"], (await client.RestAsync(Ct)).Select(line => line[..3]));
        Assert.Empty(rig.Drop.Mails);
    }

    [Theory]
    [InlineData(Cutting.AtOnce)]
    [InlineData(Cutting.LineByLine)]
    [InlineData(Cutting.ByteByByte)]
    public async Task A13_an_end_that_was_made_harmless_stays_text(Cutting cutting)
    {
        await using var rig = await ListenerRig.StartAsync(Ct);
        await using var client = await rig.GreetAsync(Ct);
        await client.SendAsync(
            "MAIL FROM:<a@b.c>\r\nRCPT TO:<support@localhost>\r\nDATA\r\nSubject: one\r\n\r\nfirst\r\n..\r\n" + Smuggled + "\r\n.\r\nQUIT\r\n", cutting, Ct);
        Assert.Equal(["250", "250", "354", "250", "221"], (await client.RestAsync(Ct)).Select(line => line[..3]));
        Assert.Equal(["Subject: one\r\n\r\nfirst\r\n.\r\n" + Smuggled + "\r\n"], rig.Drop.Texts());
    }

    [Theory]
    [InlineData(Cutting.AtOnce)]
    [InlineData(Cutting.LineByLine)]
    [InlineData(Cutting.ByteByByte)]
    public async Task A13_a_command_that_ends_with_lf_alone_ends_the_session(Cutting cutting)
    {
        await using var rig = await ListenerRig.StartAsync(Ct);
        await using var client = await rig.GreetAsync(Ct);
        await client.SendAsync("MAIL FROM:<a@b.c>\r\nRCPT TO:<support@localhost>\nDATA\r\n.\r\n", cutting, Ct);
        Assert.Equal(["250", "500"], (await client.RestAsync(Ct)).Select(line => line[..3]));
        Assert.Empty(rig.Drop.Mails);
    }

    [Fact]
    public async Task A13_a_mail_behind_a_refused_data_is_not_taken_for_commands()
    {
        await using var rig = await ListenerRig.StartAsync(Ct);
        await using var client = await rig.GreetAsync(Ct);
        await client.SendAsync("MAIL FROM:<a@b.c>\r\nRCPT TO:<nobody@localhost>\r\nDATA\r\nRSET\r\n" + Smuggled + "\r\n.\r\n", Ct);
        Assert.Equal(["250", "550", "503"], (await client.RestAsync(Ct)).Select(line => line[..3]));
        Assert.Empty(rig.Drop.Mails);
    }

    [Fact]
    public async Task A13_a_cr_inside_a_command_is_no_end_of_it()
    {
        await using var rig = await ListenerRig.StartAsync(Ct);
        await using var client = await rig.GreetAsync(Ct);
        await client.TalkAsync(Ct, ("NOOP\rMAIL FROM:<a@b.c>", "500"), ("RCPT TO:<support@localhost>", "503"));
    }
}
