using Hub.Channels.Mail.Smtp.Receiving;
using Hub.Tests.Time;

namespace Hub.Tests.Channels.Mail.Smtp.Receiving;

public sealed class TimeoutTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(300);
    private static readonly MailInOptions Options = new() { Port = 0, HostName = "mx.test" };

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_client_that_says_nothing_is_told_421_after_the_time_for_a_command()
    {
        var time = new ManualTime();
        await using var rig = await ListenerRig.StartAsync(Options, time, Ct);
        await using var client = await rig.GreetAsync(Ct);
        await time.WaitForTimerAsync(Limit, Ct);
        time.Advance(Limit);
        Assert.Equal(["421 4.4.2 You took too long; closing"], await client.RestAsync(Ct));
    }

    [Fact]
    public async Task A_mail_that_drips_is_cut_though_each_piece_is_in_time()
    {
        var time = new ManualTime();
        await using var rig = await ListenerRig.StartAsync(Options, time, Ct);
        await using var client = await rig.GreetAsync(Ct);
        await client.TalkAsync(Ct, ("MAIL FROM:<a@b.c>", "250"), ("RCPT TO:<support@localhost>", "250"), ("DATA", "354"));
        for (var i = 0; i < 3; i++)
        {
            await time.WaitForTimerAsync(Limit, Ct);
            await client.SendAsync("x", Ct);
            time.Advance((Limit / 3) + TimeSpan.FromSeconds(1));
        }

        Assert.Equal(["421 4.4.2 You took too long; closing"], await client.RestAsync(Ct));
        Assert.Empty(rig.Drop.Mails);
    }

    [Fact]
    public async Task A_drop_that_takes_too_long_is_given_up_and_the_client_comes_again()
    {
        var time = new ManualTime();
        await using var rig = await ListenerRig.StartAsync(Options, time, Ct);
        await using var client = await rig.GreetAsync(Ct);
        var held = new HeldDrop(rig.Drop);
        await client.TalkAsync(Ct, ("MAIL FROM:<a@b.c>", "250"), ("RCPT TO:<support@localhost>", "250"), ("DATA", "354"));
        await client.SendAsync("text\r\n.\r\n", Ct);
        await held.ArrivedAsync(Ct);
        await time.WaitForTimerAsync(Limit, Ct);
        time.Advance(Limit);
        Assert.StartsWith("451 4.3.0", await client.ReplyAsync(Ct), StringComparison.Ordinal);
    }
}
