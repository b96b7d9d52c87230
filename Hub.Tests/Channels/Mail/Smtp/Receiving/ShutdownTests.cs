using System.Net.Sockets;
using Hub.Channels.Mail.Smtp.Receiving;
using Hub.Tests.Time;

namespace Hub.Tests.Channels.Mail.Smtp.Receiving;

public sealed class ShutdownTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Sessions_that_wait_are_told_421_and_nobody_new_is_taken()
    {
        await using var rig = await ListenerRig.StartAsync(Ct);
        var endpoint = rig.Endpoint;
        await using var idle = await rig.GreetAsync(Ct);
        await using var sending = await rig.GreetAsync(Ct);
        await sending.TalkAsync(Ct, ("MAIL FROM:<a@b.c>", "250"), ("RCPT TO:<support@localhost>", "250"), ("DATA", "354"));
        var stop = rig.Listener.StopAsync(Ct);
        foreach (var client in new[] { idle, sending })
        {
            Assert.StartsWith("421 4.3.2", Assert.Single(await client.RestAsync(Ct)), StringComparison.Ordinal);
            await client.DisposeAsync();
        }

        await stop;
        Assert.Null(rig.Listener.Endpoint);
        await Assert.ThrowsAsync<SocketException>(() => RawSmtpClient.ConnectAsync(endpoint, Ct));
        Assert.Empty(rig.Drop.Mails);
        Assert.Empty(rig.Troubles);
    }

    [Fact]
    public async Task A_mail_that_is_being_handed_on_is_answered_first()
    {
        await using var rig = await ListenerRig.StartAsync(Ct);
        var held = new HeldDrop(rig.Drop);
        await using var client = await rig.GreetAsync(Ct);
        await client.TalkAsync(Ct, ("MAIL FROM:<a@b.c>", "250"), ("RCPT TO:<support@localhost>", "250"), ("DATA", "354"));
        await client.SendAsync("text\r\n.\r\nMAIL FROM:<next@b.c>\r\n", Ct);
        await held.ArrivedAsync(Ct);
        var stop = rig.Listener.StopAsync(Ct);
        Assert.False(stop.IsCompleted);
        held.LetGo();
        Assert.Equal(["250", "421"], (await client.RestAsync(Ct)).Select(line => line[..3]));
        await client.DisposeAsync();
        await stop;
        Assert.Single(rig.Drop.Mails);
        Assert.Empty(rig.Troubles);
    }

    [Fact]
    public async Task A_stop_without_patience_leaves_nothing_running()
    {
        await using var rig = await ListenerRig.StartAsync(Ct);
        var held = new HeldDrop(rig.Drop);
        await using var client = await rig.GreetAsync(Ct);
        await client.TalkAsync(Ct, ("MAIL FROM:<a@b.c>", "250"), ("RCPT TO:<support@localhost>", "250"), ("DATA", "354"));
        await client.SendAsync("text\r\n.\r\n", Ct);
        await held.ArrivedAsync(Ct);
        await rig.Listener.StopAsync(new CancellationToken(canceled: true)).WaitAsync(RawSmtpClient.Patience, TimeProvider.System, Ct);
        Assert.True(rig.Listener.ExecuteTask!.IsCompletedSuccessfully);
        Assert.Empty(rig.Drop.Mails);
    }

    [Fact]
    public async Task A_start_that_is_taken_back_before_anything_ran_ends_in_order()
    {
        await using var rig = await ListenerRig.StartAsync(new CancellationToken(canceled: true));
        Assert.True(rig.Listener.ExecuteTask!.IsCanceled);
        await rig.Listener.StopAsync(Ct);
        Assert.Empty(rig.Troubles);
    }

    [Fact]
    public async Task A_mail_that_cannot_be_handed_on_does_not_hold_the_end_up_for_ever()
    {
        var time = new ManualTime();
        await using var rig = await ListenerRig.StartAsync(new MailInOptions { Port = 0, HostName = "mx.test" }, time, Ct);
        var held = new HeldDrop(rig.Drop);
        await using var client = await rig.GreetAsync(Ct);
        await client.TalkAsync(Ct, ("MAIL FROM:<a@b.c>", "250"), ("RCPT TO:<support@localhost>", "250"), ("DATA", "354"));
        await client.SendAsync("text\r\n.\r\n", Ct);
        await held.ArrivedAsync(Ct);
        var stop = rig.Listener.StopAsync(Ct);
        await time.WaitForTimerAsync(TimeSpan.FromSeconds(20), Ct);
        time.Advance(TimeSpan.FromSeconds(20));
        await stop.WaitAsync(RawSmtpClient.Patience, TimeProvider.System, Ct);
        Assert.Contains(rig.Troubles, line => line.Contains("did not end in time", StringComparison.Ordinal));
    }
}
